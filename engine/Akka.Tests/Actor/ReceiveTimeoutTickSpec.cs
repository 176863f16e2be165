using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;

namespace Akka.Tests.Actor;

/// <summary>
/// What the timer of a receive timeout tells its actor may come late, come when nobody wants it any more, or not get in. In virtual time,
/// on the test's own thread.
/// </summary>
public sealed class ReceiveTimeoutTickSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Config Settings = ConfigurationFactory.ParseString("""
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        one-place { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 1, mailbox-push-timeout-time = 0s }
        """);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public ReceiveTimeoutTickSpec()
        : base(Settings)
    {
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task A_timeout_can_be_stashed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Postponing(TestActor)).WithDispatcher(CallingThreadDispatcher.Id));
        Clock.Advance(Period);
        await ExpectMsgAsync("stashed");

        actor.Tell("open");

        await ExpectMsgAsync("a timeout");
    }

    [Fact]
    public async Task PreRestart_gets_the_timeout_whose_handling_failed()
    {
        Sys.ActorOf(Props.Create(() => new Failing(TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

        Clock.Advance(Period);

        await ExpectMsgAsync<ReceiveTimeout>();
    }

    [Fact]
    public void A_timeout_that_is_set_anew_while_one_is_due_takes_its_place()
    {
        var actor = Start(Props.Create(() => new Failing(TestActor)));
        actor.HoldMailbox();
        actor.Tell(Period);
        Clock.Advance(Period);
        actor.ReleaseMailbox();

        actor.HoldMailbox();
        Clock.Advance(Period);

        Assert.Equal(1, actor.Cell.NumberOfMessages);
    }

    [Fact]
    public async Task A_mailbox_without_room_does_not_end_the_timeout()
    {
        var actor = Start(Props.Create(() => new Failing(TestActor)).WithMailbox("one-place"));
        actor.HoldMailbox();
        actor.Tell("the only one");
        Clock.Advance(Period);
        actor.ReleaseMailbox();
        await ExpectMsgAsync("the only one");

        Clock.Advance(Period);

        await ExpectMsgAsync<ReceiveTimeout>();
    }

    [Fact]
    public async Task A_message_whose_handler_fails_begins_the_period_anew()
    {
        var actor = Start(Props.Create(() => new Failing(TestActor)));
        Clock.Advance(Period * 0.75);
        actor.Tell(new InvalidOperationException("on demand"));
        await ExpectMsgAsync<InvalidOperationException>();

        Clock.Advance(Period * 0.5);
        Assert.False(HasMessages);
        Clock.Advance(Period * 0.5);

        await ExpectMsgAsync<ReceiveTimeout>();
    }

    private LocalActorRef Start(Props props) => (LocalActorRef)Sys.ActorOf(props.WithDispatcher(CallingThreadDispatcher.Id));

    private sealed class Postponing : UntypedActor, IWithUnboundedStash
    {
        private readonly IActorRef _listener;
        private bool _isOpen;

        public Postponing(IActorRef listener)
        {
            _listener = listener;
            SetReceiveTimeout(Period);
        }

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case ReceiveTimeout when !_isOpen:
                    Stash.Stash();
                    _listener.Tell("stashed");
                    break;
                case ReceiveTimeout:
                    _listener.Tell("a timeout");
                    break;
                default:
                    _isOpen = true;
                    Stash.UnstashAll();
                    break;
            }
        }
    }

    /// <summary>Fails with each timeout and each exception, and tells what it failed with.</summary>
    private sealed class Failing(IActorRef listener) : UntypedActor
    {
        protected override void PreStart() => Context.SetReceiveTimeout(Period);

        protected override void PreRestart(Exception reason, object? message) => listener.Tell(message!);

        // The timeout of the instance before goes on.
        protected override void PostRestart(Exception reason)
        {
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case ReceiveTimeout:
                    throw new TimeoutException();
                case Exception failure:
                    throw failure;
                case TimeSpan period:
                    Context.SetReceiveTimeout(period);
                    break;
                default:
                    listener.Tell(message);
                    break;
            }
        }
    }
}
