using Akka.Event;

namespace ActorEcho.Node;

/// <summary>
/// Takes the engine's events from before its loggers run and from after they have ended, which would else go to standard
/// output, where nothing belongs but what was asked for.
/// </summary>
internal sealed class StandardErrorLogger : MinimalLogger
{
    /// <summary>The name under which the engine finds this class.</summary>
    public static string ConfiguredName =>
        $"\"{typeof(StandardErrorLogger).FullName}, {typeof(StandardErrorLogger).Assembly.GetName().Name}\"";

    /// <inheritdoc/>
    protected override void Log(object message) => Console.Error.WriteLine(message);
}
