using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

// What most actors never have. There is a cell for every actor, so this is kept beside it, and only where there is something to keep.
public partial class ActorCell
{
    private Seldom? _seldom;

    private Seldom Kept => _seldom ??= new Seldom();

    private sealed class Seldom
    {
        /// <summary>Whose <see cref="Terminated"/> is in the mailbox already.</summary>
        public WatchTable TerminatedQueued;

        /// <summary>Runs the asynchronous handlers, once there was one.</summary>
        public ActorTaskScheduler? AsyncHandlers { get; set; }

        public ReceiveTimeoutTick? ReceiveTimeout { get; set; }

        /// <summary>Orders of the engine's own that must wait.</summary>
        public List<SystemMessage>? Postponed { get; set; }

        public StackedBehaviour? BehavioursBelow { get; set; }

        /// <summary>Whether the instance at hand did not come up after a restart, so that it cannot be asked what to do about its failure.</summary>
        public bool HasFailedFatally { get; set; }

        /// <summary>Who failed: this actor, or a child whose failure it handed up. Null while all is well.</summary>
        public IActorRef? Perpetrator { get; set; }
    }
}
