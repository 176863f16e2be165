using Akka.Actor;
using Akka.Actor.Dsl;

namespace Akka.Tests.Actor;

public sealed class ActorDslSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_lambda_declares_what_an_actor_handles()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.Receive<string>(m => m == "special", (_, context) => context.Sender.Tell("special string"));
            a.Receive<string>((message, context) => context.Sender.Tell($"string {message}"));
            a.Receive<int>((number, context) => context.Sender.Tell($"small {number}"), number => number < 10);
            a.ReceiveAny((message, context) => context.Sender.Tell($"any {message}"));
        }, "declared");
        Assert.Equal("declared", actor.Path.Name);
        actor.Tell("special");
        await ExpectMsgAsync("special string");
        actor.Tell("plain");
        await ExpectMsgAsync("string plain");
        actor.Tell(9);
        await ExpectMsgAsync("small 9");
        actor.Tell(10);
        await ExpectMsgAsync("any 10");
    }

    [Fact]
    public async Task The_context_is_at_hand_while_the_lambda_runs()
    {
        var actor = Sys.ActorOf((a, context) =>
        {
            var self = context.Self;
            a.ReceiveAny((_, c) => c.Sender.Tell(self));
        });
        actor.Tell("who?");
        await ExpectMsgAsync(actor);
    }

    [Fact]
    public async Task Hooks_run_in_place_of_the_actors_own()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.OnPreStart = _ => TestActor.Tell("preStart");
            a.OnPostStop = _ => TestActor.Tell("postStop");
            a.OnPreRestart = (_, _, _) => TestActor.Tell("preRestart");
            a.OnPostRestart = (_, _) => TestActor.Tell("postRestart");
            a.Receive<Exception>((failure, _) => throw failure);
        });
        await ExpectMsgAsync("preStart");
        actor.Tell(new InvalidOperationException("restart"));
        await ExpectMsgAsync("preRestart");
        await ExpectMsgAsync("postRestart");
        actor.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("postStop");
    }

    [Fact]
    public async Task Hooks_may_call_the_actors_own()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.OnPreStart = _ =>
            {
                a.DefaultPreStart();
                TestActor.Tell("preStart");
            };
            a.OnPostStop = _ =>
            {
                a.DefaultPostStop();
                TestActor.Tell("postStop");
            };
            a.OnPreRestart = (reason, message, _) => a.DefaultPreRestart(reason, message);
            a.OnPostRestart = (reason, _) => a.DefaultPostRestart(reason);
            a.Receive<Exception>((failure, _) => throw failure);
        });
        await ExpectMsgAsync("preStart");
        actor.Tell(new InvalidOperationException("restart"));
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("preStart");
    }

    [Fact]
    public async Task Behaviours_replace_each_other()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.Receive<string>(m => m == "become", (_, _) => a.Become((message, context) => context.Sender.Tell($"other {message}")));
            a.Receive<string>(m => m == "push", (_, _) => a.BecomeStacked((message, context) =>
            {
                if (message is "pop")
                    a.UnbecomeStacked();
                else
                    context.Sender.Tell($"pushed {message}");
            }));
            a.ReceiveAny((message, context) => context.Sender.Tell($"first {message}"));
        });
        actor.Tell(1);
        await ExpectMsgAsync("first 1");
        actor.Tell("push");
        actor.Tell(2);
        await ExpectMsgAsync("pushed 2");
        actor.Tell("pop");
        actor.Tell(3);
        await ExpectMsgAsync("first 3");
        actor.Tell("become");
        actor.Tell(4);
        await ExpectMsgAsync("other 4");
    }

    [Fact]
    public async Task Children_are_lambdas_too_and_supervised_as_their_parent_says()
    {
        var parent = Sys.ActorOf(a =>
        {
            a.Strategy = new OneForOneStrategy(_ => Directive.Stop);
            var child = a.ActorOf(c =>
            {
                c.Receive<Exception>((failure, _) => throw failure);
                c.OnPostStop = _ => TestActor.Tell("stopped");
            }, "child");
            a.Receive<Exception>((failure, _) => child.Tell(failure));
        });
        parent.Tell(new InvalidOperationException("stop"));
        await ExpectMsgAsync("stopped");
    }

    [Fact]
    public async Task Handlers_may_be_asynchronous()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.ReceiveAsync<string>(async (message, context) =>
            {
                await Task.Yield();
                context.Sender.Tell($"string {message}");
            });
            a.ReceiveAsync<int>(number => number > 0, async (number, context) =>
            {
                await Task.Yield();
                context.Sender.Tell($"positive {number}");
            });
            a.ReceiveAnyAsync(async (message, context) =>
            {
                await Task.Yield();
                context.Sender.Tell($"any {message}");
            });
        });
        actor.Tell("a");
        await ExpectMsgAsync("string a");
        actor.Tell(1);
        await ExpectMsgAsync("positive 1");
        actor.Tell(-1);
        await ExpectMsgAsync("any -1");
    }
}
