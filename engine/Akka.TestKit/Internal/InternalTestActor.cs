using Akka.Actor;
using Akka.Event;
using Akka.Util;

namespace Akka.TestKit.Internal;

/// <summary>The actor behind a test kit or probe: queues what it receives for the test.</summary>
internal sealed class InternalTestActor(TestQueue queue) : ActorBase
{
    private readonly DelegatingSupervisorStrategy _supervisorStrategy = new();
    private TestActor.Ignore? _ignore;
    private AutoPilot _autoPilot = AutoPilot.NoAutoPilot;

    protected override SupervisorStrategy SupervisorStrategy() => _supervisorStrategy;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case TestActor.SetIgnore setIgnore:
                _ignore = setIgnore.Ignore;
                return true;
            case TestActor.SetAutoPilot setAutoPilot:
                _autoPilot = setAutoPilot.AutoPilot;
                return true;
            case TestActor.Watch watch:
                Context.Watch(watch.Actor);
                (watch as WatchAndConfirm)?.Done.SetResult();
                return true;
            case TestActor.Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                (unwatch as UnwatchAndConfirm)?.Done.SetResult();
                return true;
            case SpawnAndAnswer spawn:
                spawn.Answer(SpawnChild);
                return true;
            case TestActor.Spawn spawn:
                queue.Enqueue(new RealMessageEnvelope(SpawnChild(spawn), Self));
                return true;
            default:
                Observe(message);
                return true;
        }
    }

    /// <summary>What a pilot throws is logged and restarts the actor; the test keeps its messages, and children theirs.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
    }

    /// <summary>What the test never took goes where undelivered messages go, so that the log shows it.</summary>
    protected override void PostStop()
    {
        var deadLetters = Context.System.DeadLetters;
        foreach (var envelope in queue.Drain())
            deadLetters.Tell(new DeadLetter(envelope.Message, envelope.Sender, Self), envelope.Sender);
    }

    private void Observe(object message)
    {
        var next = _autoPilot.Run(Sender, message);
        if (next is not KeepRunning)
            _autoPilot = next;
        if (_ignore is null || !_ignore(message))
            queue.Enqueue(new RealMessageEnvelope(message, Sender));
    }

    private IActorRef SpawnChild(TestActor.Spawn spawn)
    {
        var child = spawn.Apply(Context);
        if (spawn._supervisorStrategy.HasValue)
            _supervisorStrategy.Update(child, spawn._supervisorStrategy.Value);
        return child;
    }

    /// <summary>A <see cref="TestActor.Watch"/> whose sender learns when the watch is in place.</summary>
    internal sealed class WatchAndConfirm(IActorRef actor) : TestActor.Watch(actor)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A <see cref="TestActor.Unwatch"/> whose sender learns when the watch has ended.</summary>
    internal sealed class UnwatchAndConfirm(IActorRef actor) : TestActor.Unwatch(actor)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A <see cref="TestActor.Spawn"/> that answers past the queue, which may hold messages for the test already.</summary>
    internal sealed class SpawnAndAnswer(Props props, Option<string> name, Option<SupervisorStrategy> supervisorStrategy)
        : TestActor.Spawn(props, name, supervisorStrategy)
    {
        private readonly TaskCompletionSource<IActorRef> _child = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IActorRef> Child => _child.Task;

        public void Answer(Func<TestActor.Spawn, IActorRef> spawn)
        {
            try
            {
                _child.SetResult(spawn(this));
            }
            catch (Exception cause)
            {
                // A name that is taken is the test's mistake: it must reach the test, not restart the test actor.
                _child.SetException(cause);
            }
        }
    }
}
