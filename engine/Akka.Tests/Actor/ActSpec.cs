using Akka.Actor;
using Akka.Actor.Dsl;

namespace Akka.Tests.Actor;

public sealed class ActSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void An_actor_described_in_place_handles_messages_by_type_and_predicate()
    {
        var actor = ActorOf(act =>
        {
            act.Receive<int>(number => number > 1, (number, context) => context.Sender.Tell($"big {number}"));
            act.Receive<int>((number, context) => context.Sender.Tell($"small {number}"));
            act.ReceiveAsync<string>(async (text, context) =>
            {
                await Task.Yield();
                context.Sender.Tell($"text {text}");
            });
            act.ReceiveAny((message, context) => context.Sender.Tell(message));
        });

        foreach (var message in new object[] { 1, 2, "x", 'c' })
            actor.Tell(message);

        Assert.Equal(["small 1", "big 2", "text x", 'c'], ReceiveN(4));
    }

    [Fact]
    public void Its_hooks_run_in_the_place_of_the_default_ones()
    {
        var actor = Watch(Sys.ActorOf(act =>
        {
            act.OnPreStart = context => TestActor.Tell($"start {context.Self.Path.Name}");
            act.OnPreRestart = (reason, message, _) => TestActor.Tell($"before {reason.Message} by {message}");
            act.OnPostRestart = (reason, _) => TestActor.Tell($"after {reason.Message}");
            act.OnPostStop = _ => TestActor.Tell("stop");
            act.ReceiveAny((_, _) => throw new NotFiniteNumberException("failure"));
        }, "hooked"));

        ExpectMsg("start hooked");
        EventFilter.Exception<NotFiniteNumberException>().ExpectOne(() => actor.Tell("crash"));
        ExpectMsg("before failure by crash");
        ExpectMsg("after failure");
        Sys.Stop(actor);
        ExpectMsg("stop");
        ExpectTerminated(actor);
    }

    [Fact]
    public void It_changes_its_behaviour_and_back()
    {
        var actor = ActorOf((act, _) =>
        {
            void Changed(object message, IActorContext context)
            {
                context.Sender.Tell("changed");
                act.UnbecomeStacked();
            }

            act.ReceiveAny((message, context) =>
            {
                if (message is "change")
                    act.BecomeStacked(Changed);
                else
                    context.Sender.Tell("first");
            });
        });

        foreach (var message in new[] { "a", "change", "b", "c" })
            actor.Tell(message);

        Assert.Equal(["first", "changed", "first"], ReceiveN(3));
    }

    [Fact]
    public void It_supervises_the_children_it_describes()
    {
        var parent = ActorOf(act =>
        {
            act.Strategy = SupervisorStrategy.StoppingStrategy;
            var child = act.ActorOf(inner => inner.ReceiveAny((_, _) => throw new NotFiniteNumberException()), "child");
            act.ReceiveAny((message, context) => context.Sender.Tell(child));
        });
        parent.Tell("who?");
        var child = Watch(ExpectMsg<IActorRef>());

        EventFilter.Exception<NotFiniteNumberException>().ExpectOne(() => child.Tell("crash"));

        ExpectTerminated(child);
        Assert.Equal(parent.Path / "child", child.Path);
    }
}
