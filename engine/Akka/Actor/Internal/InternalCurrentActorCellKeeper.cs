using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>In which actor's context a thread is.</summary>
public static class InternalCurrentActorCellKeeper
{
    /// <summary>The cell whose turn it is on this thread, or null.</summary>
    public static ActorCell? Current
    {
        get => TurnStack.CurrentCell;
        set => TurnStack.CurrentCell = value;
    }
}
