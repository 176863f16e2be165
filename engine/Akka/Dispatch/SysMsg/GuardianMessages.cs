using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Tells a guardian to stop one of its children.</summary>
/// <param name="child">The child.</param>
public sealed class StopChild(IActorRef child)
{
    /// <summary>The child.</summary>
    public IActorRef Child { get; } = child;

    /// <inheritdoc/>
    public override string ToString() => $"<StopChild> {Child}";
}

/// <summary>An actor tells it to <c>/system</c> so as to be heard before the system ends.</summary>
public sealed class RegisterTerminationHook
{
    private RegisterTerminationHook()
    {
    }

    /// <summary>The only instance.</summary>
    public static RegisterTerminationHook Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<RegisterTerminationHook>";
}

/// <summary>The user's actors have ended; the actor that asked may do its last work.</summary>
public sealed class TerminationHook
{
    private TerminationHook()
    {
    }

    /// <summary>The only instance.</summary>
    public static TerminationHook Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<TerminationHook>";
}

/// <summary>The actor that asked has done its last work.</summary>
public sealed class TerminationHookDone
{
    private TerminationHookDone()
    {
    }

    /// <summary>The only instance.</summary>
    public static TerminationHookDone Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<TerminationHookDone>";
}
