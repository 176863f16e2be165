using Akka.Actor;

namespace Akka.Event;

/// <summary>Asks a logger to get ready; it must answer <see cref="LoggerInitialized"/>.</summary>
/// <param name="loggingBus">The bus whose events the logger will get.</param>
public class InitializeLogger(LoggingBus loggingBus) : INoSerializationVerificationNeeded
{
    /// <summary>The bus whose events the logger will get.</summary>
    public LoggingBus LoggingBus { get; } = loggingBus;
}
