using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting.Logging;

/// <summary>Names the factory that <see cref="LoggerFactoryLogger"/> logs to.</summary>
public class LoggerFactorySetup : Setup
{
    /// <summary>Creates the setup.</summary>
    /// <param name="loggerFactory">The factory; not owned, it should outlive the actor system.</param>
    public LoggerFactorySetup(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        LoggerFactory = loggerFactory;
    }

    /// <summary>The factory.</summary>
    public ILoggerFactory LoggerFactory { get; }
}
