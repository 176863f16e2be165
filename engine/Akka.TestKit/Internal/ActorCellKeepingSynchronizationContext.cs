using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit.Internal;

/// <summary>
/// Runs the continuations of a test with the test actor as the current actor, so that what the test sends after an await still has
/// the test actor as its sender. Continuations run on the thread pool: unlike one thread, it cannot be blocked by a test that waits.
/// </summary>
internal sealed class ActorCellKeepingSynchronizationContext(ActorCell? cell) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) =>
        ThreadPool.QueueUserWorkItem(static work => work.Context.Run(work.Callback, work.State), (Context: this, Callback: d, State: state), preferLocal: false);

    public override void Send(SendOrPostCallback d, object? state) => Run(d, state);

    public override SynchronizationContext CreateCopy() => new ActorCellKeepingSynchronizationContext(cell);

    private void Run(SendOrPostCallback callback, object? state)
    {
        var previousCell = InternalCurrentActorCellKeeper.Current;
        var previousContext = Current;
        InternalCurrentActorCellKeeper.Current = cell;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(previousContext);
            // Nothing to give back where it was the same; should the test have ended meanwhile, it must not come back.
            if (!ReferenceEquals(previousCell, cell))
                InternalCurrentActorCellKeeper.Current = previousCell;
        }
    }
}
