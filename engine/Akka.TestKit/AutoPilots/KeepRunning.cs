using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Stands for "the pilot that just ran"; only ever returned, never run.</summary>
public sealed class KeepRunning : AutoPilot
{
    /// <summary>The only instance.</summary>
    public static readonly KeepRunning Instance = new();

    private KeepRunning()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: it stands for another pilot and cannot fly.</exception>
    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException("KeepRunning can only be returned by an AutoPilot, it cannot be set as one.");
}
