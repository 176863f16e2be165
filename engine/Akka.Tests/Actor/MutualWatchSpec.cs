using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Event;
using Akka.TestKit;

namespace Akka.Tests.Actor;

/// <summary>Two actors that watch each other, as a connection and its handler do: neither speaks to the other once that has ended.</summary>
public sealed class MutualWatchSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task Of_two_that_watch_each_other_the_second_does_not_speak_to_the_dead()
    {
        var watching = this.ActorOf(a => a.Receive<IActorRef>((other, context) => context.Watch(other)));
        var first = this.ActorOf(a =>
        {
            a.Receive<IActorRef>((other, context) => context.Watch(other));
            a.Receive<Terminated>((_, _) => TestActor.Tell("ended"));
        });
        first.Tell(watching);
        watching.Tell(first);
        await first.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(20));
        await watching.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(20));
        Sys.Stop(watching);
        await ExpectMsgAsync("ended");
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        Watch(first);

        Sys.Stop(first);

        // Watchers hear of the end in the order in which they came: what is said to the dead would be here before this.
        await ExpectTerminatedAsync(first);
    }

    [Fact]
    public void Of_two_that_watch_each_other_neither_speaks_to_the_other_where_one_ends_within_the_others_end()
    {
        var second = OnThisThread(a => a.Receive<string>((_, context) => context.Stop(context.Self)));
        var first = OnThisThread(a => a.OnPostStop = _ => second.Tell("end"));
        first.Tell(second);
        second.Tell(first);
        Watch(first);
        Watch(second);
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));

        Sys.Stop(first);

        ExpectMsgAllOf(
            new Terminated(first, existenceConfirmed: true, addressTerminated: false),
            new Terminated(second, existenceConfirmed: true, addressTerminated: false));
        ExpectNoMsg(TimeSpan.Zero);

        IActorRef OnThisThread(Action<IActorDsl> configure)
        {
            Action<IActorDsl> watching = dsl =>
            {
                dsl.Receive<IActorRef>((other, context) => context.Watch(other));
                configure(dsl);
            };
            return Sys.ActorOf(Props.Create(() => new Act(watching)).WithDispatcher(CallingThreadDispatcher.Id));
        }
    }
}
