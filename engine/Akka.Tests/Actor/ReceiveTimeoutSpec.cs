using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;

namespace Akka.Tests.Actor;

/// <summary>The receive timeout, in virtual time: nothing here waits.</summary>
public sealed class ReceiveTimeoutSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Config VirtualTime =
        ConfigurationFactory.ParseString("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public ReceiveTimeoutSpec()
        : base(VirtualTime)
    {
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task An_actor_without_messages_gets_a_timeout()
    {
        await Start();
        Clock.Advance(Period);
        await ExpectMsgAsync("timeout");
    }

    [Fact]
    public async Task The_timeout_repeats_until_it_is_turned_off()
    {
        var actor = await Start();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(Period);
            await ExpectMsgAsync("timeout");
        }
        actor.Tell("off");
        await ExpectMsgAsync("off");
        await Silence(actor);
    }

    [Fact]
    public async Task A_message_begins_the_period_anew()
    {
        var actor = await Start();
        for (var i = 0; i < 4; i++)
        {
            Clock.Advance(Period * 0.75);
            actor.Tell("tick");
            await ExpectMsgAsync("tick");
        }
        Clock.Advance(Period * 0.75);
        actor.Tell(new Transparent("still nothing"));
        await ExpectMsgAsync("still nothing");
        Clock.Advance(Period);
        await ExpectMsgAsync("timeout");
    }

    [Fact]
    public async Task A_message_that_does_not_influence_the_timeout_does_not_begin_it_anew()
    {
        var actor = await Start();
        Clock.Advance(Period * 0.75);
        actor.Tell(new Transparent("tick"));
        await ExpectMsgAsync("tick");
        Clock.Advance(Period * 0.25);
        await ExpectMsgAsync("timeout");
    }

    [Fact]
    public async Task Identify_does_not_influence_the_timeout()
    {
        var actor = await Start();
        Clock.Advance(Period * 0.75);
        actor.Tell(new Identify(1));
        await ExpectMsgAsync<ActorIdentity>();
        Clock.Advance(Period * 0.25);
        await ExpectMsgAsync("timeout");
    }

    [Fact]
    public async Task A_message_that_does_not_influence_the_timeout_may_set_it_and_turn_it_off()
    {
        var actor = await Start();
        actor.Tell(new Transparent("off"));
        await ExpectMsgAsync("off");
        await Silence(actor);
        actor.Tell(new Transparent("on"));
        await ExpectMsgAsync("on");
        Clock.Advance(Period);
        await ExpectMsgAsync("timeout");
    }

    [Fact]
    public async Task An_actor_that_set_no_timeout_gets_none()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor, false)));
        await Silence(actor);
    }

    [Fact]
    public async Task The_timeout_can_be_read()
    {
        var actor = await Start();
        actor.Tell("period?");
        await ExpectMsgAsync(Period);
        actor.Tell("off");
        await ExpectMsgAsync("off");
        actor.Tell("period?");
        await ExpectMsgAsync("none");
    }

    [Fact]
    public async Task An_actor_that_ended_gets_none()
    {
        var actor = await Start();
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
        Clock.Advance(Period * 3);
        TestActor.Tell("nothing before");
        await ExpectMsgAsync("nothing before");
    }

    [Fact]
    public async Task An_asynchronous_handler_counts_when_it_ends()
    {
        var actor = await Start();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(gate.Task);
        await ExpectMsgAsync("waiting");
        Clock.Advance(Period * 2);
        gate.SetResult();
        await ExpectMsgAsync("waited");
        actor.Tell(new Transparent("no timeout yet"));
        await ExpectMsgAsync("no timeout yet");
        Clock.Advance(Period);
        await ExpectMsgAsync("timeout");
    }

    [Fact]
    public async Task A_period_of_zero_is_refused()
    {
        var actor = this.ActorOf(a => a.ReceiveAny((_, context) =>
            context.Sender.Tell(Record.Exception(() => context.SetReceiveTimeout(TimeSpan.Zero)))));
        actor.Tell("try");
        await ExpectMsgAsync<ArgumentOutOfRangeException>();
    }

    private async Task<IActorRef> Start()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor, true)));
        actor.Tell(new Transparent("started"));
        await ExpectMsgAsync("started");
        return actor;
    }

    private async Task Silence(IActorRef actor)
    {
        actor.Tell(new Transparent("before"));
        await ExpectMsgAsync("before");
        Clock.Advance(Period * 3);
        actor.Tell(new Transparent("after"));
        await ExpectMsgAsync("after");
    }

    private sealed record Transparent(string Text) : INotInfluenceReceiveTimeout;

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef listener, bool sets)
        {
            if (sets)
                SetReceiveTimeout(Period);
            Receive<ReceiveTimeout>(_ => listener.Tell("timeout"));
            ReceiveAsync<Task>(async task =>
            {
                listener.Tell("waiting");
                await task;
                listener.Tell("waited");
            });
            Receive<Transparent>(message =>
            {
                Obey(message.Text);
                listener.Tell(message.Text);
            });
            Receive<string>(message => message == "period?", _ => listener.Tell(Context.ReceiveTimeout is { } period ? period : "none"));
            Receive<string>(message =>
            {
                Obey(message);
                listener.Tell(message);
            });
        }

        private static void Obey(string order)
        {
            if (order == "off")
                Context.SetReceiveTimeout(null);
            else if (order == "on")
                Context.SetReceiveTimeout(Period);
        }
    }
}
