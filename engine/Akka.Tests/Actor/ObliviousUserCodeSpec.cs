#nullable disable

using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>
/// Code as it is written without nullable annotations, against signatures that carry them: that it compiles is half of the test.
/// </summary>
public sealed class ObliviousUserCodeSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task Every_hook_can_be_overridden_and_runs()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Everything(TestActor)), null);
        await ExpectMsgAsync("aroundPreStart");
        await ExpectMsgAsync("preStart");
        actor.Tell(new InvalidOperationException("restart"), null);
        await ExpectMsgAsync("aroundPreRestart");
        await ExpectMsgAsync("preRestart");
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("aroundPostRestart");
        await ExpectMsgAsync("postRestart");
        await ExpectMsgAsync("preStart");
        actor.Tell(1.5);
        await ExpectMsgAsync("unhandled 1.5");
        Sys.Stop(actor);
        await ExpectMsgAsync("aroundPostStop");
        await ExpectMsgAsync("postStop");
    }

    [Fact]
    public async Task Null_stands_for_what_is_not_given()
    {
        IActorRef nobody = null;
        Assert.True(nobody.IsNobody());
        var actor = Sys.ActorOf<Quiet>(null);
        actor.Tell("from nobody", ActorRefs.NoSender);
        Props props = Props.Create<Quiet>((SupervisorStrategy)null);
        Assert.Null(props.SupervisorStrategy);
        object found = Sys.GetExtension<Never>();
        Assert.Null(found);
        ActorSystem system = ActorSystem.Create("oblivious", (Config)"akka.loglevel = OFF");
        Task end = system.Terminate();
        await end.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Exceptions_are_made_as_ever()
    {
        Exception cause = new InvalidOperationException("cause");
        Assert.Equal("a", new ActorInitializationException("a", cause).Message);
        Assert.Same(cause, new ActorInitializationException(TestActor, "a", cause).InnerException);
        Assert.Equal(TestActor, new ActorInitializationException(TestActor, "a").Actor);
        Assert.StartsWith($"{TestActor}: ", new ActorInitializationException(TestActor, "a").ToString(), StringComparison.Ordinal);
        Assert.Equal("Message is null.", new InvalidMessageException().Message);
        Assert.Equal("a", new InvalidActorNameException("a", cause).Message);
        Assert.Equal("a", new IllegalActorNameException("a").Message);
        Assert.Equal("a", new IllegalActorStateException("a").Message);
        Assert.Equal("a", new ActorKilledException("a").Message);
        Assert.Same(cause, new ActorNotFoundException("a", cause).InnerException);
        Assert.Same(cause, new ActorInterruptedException("a", cause).InnerException);
        Assert.Same(cause, new LoggerInitializationException("a", cause).InnerException);
        var preRestart = new PreRestartException(TestActor, cause, new FormatException(), "message");
        Assert.Equal("Exception in PreRestart(Exception=System.FormatException, Message=System.String)", preRestart.Message);
        Assert.Same(cause, preRestart.RestartException);
        Assert.Equal("message", preRestart.OptionalMessage);
        var postRestart = new PostRestartException(TestActor, cause, new FormatException());
        Assert.Equal("Exception post restart (System.FormatException)", postRestart.Message);
        Assert.IsType<FormatException>(postRestart.OriginalCause);
        Assert.IsAssignableFrom<AkkaException>(postRestart);
    }

    [Fact]
    public void Messages_of_the_engine_say_what_they_are()
    {
        Assert.Equal("<PoisonPill>", PoisonPill.Instance.ToString());
        Assert.Equal("<Kill>", Kill.Instance.ToString());
        Assert.Equal("<IntentionalRestart>", IntentionalRestart.Instance.ToString());
        Assert.Equal("<Identify>: 1", new Identify(1).ToString());
        Assert.Equal($"<Terminated>: {TestActor} - ExistenceConfirmed=True", new Terminated(TestActor, true, false).ToString());
        Assert.Equal(new Terminated(TestActor, true, false), new Terminated(TestActor, true, false));
        Assert.Equal(new Identify("a"), new Identify("a"));
        Assert.Equal(new ActorIdentity("a", null), new ActorIdentity("a", null));
    }

    private sealed class Never : IExtension;

    private sealed class Quiet : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Everything : UntypedActor, IWithUnboundedStash, IWithTimers, ILogReceive, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>
    {
        private readonly IActorRef _listener;
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Everything(IActorRef listener) => _listener = listener;

        public IStash Stash { get; set; }

        public ITimerScheduler Timers { get; set; }

        protected override void PreStart() => _listener.Tell("preStart");

        protected override void PostStop() => _listener.Tell("postStop");

        protected override void PreRestart(Exception reason, object message)
        {
            _listener.Tell("preRestart");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _listener.Tell("postRestart");
            base.PostRestart(reason);
        }

        public override void AroundPreStart()
        {
            _listener.Tell("aroundPreStart");
            base.AroundPreStart();
        }

        public override void AroundPostStop()
        {
            _listener.Tell("aroundPostStop");
            base.AroundPostStop();
        }

        public override void AroundPreRestart(Exception cause, object message)
        {
            _listener.Tell("aroundPreRestart");
            base.AroundPreRestart(cause, message);
        }

        public override void AroundPostRestart(Exception cause, object message)
        {
            _listener.Tell("aroundPostRestart");
            base.AroundPostRestart(cause, message);
        }

        protected internal override bool AroundReceive(Receive receive, object message) => base.AroundReceive(receive, message);

        protected override void Unhandled(object message) => _listener.Tell($"unhandled {message}");

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
            maxNrOfRetries: 10,
            withinTimeRange: TimeSpan.FromSeconds(30),
            localOnlyDecider: cause => cause is ArithmeticException ? Directive.Resume : Directive.Restart);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Exception failure:
                    throw failure;
                case string text:
                    _log.Info(text);
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }
    }
}
