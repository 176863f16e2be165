namespace Akka.Actor.Internal;

/// <summary>Whose turn it is on this thread.</summary>
public static class InternalCurrentActorCellKeeper
{
    [ThreadStatic]
    private static ActorCell? _current;

    /// <summary>The cell whose turn it is on this thread, or null.</summary>
    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Where <see cref="Current"/> is kept: finding a thread's own variable costs more than using it.</summary>
    internal static ref ActorCell? OfThisThread => ref _current;
}
