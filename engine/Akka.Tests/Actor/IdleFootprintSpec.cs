using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>What actors cost that have nothing to do. Alone, so that nobody else's work is counted.</summary>
[Collection(nameof(IdleFootprintSpec))]
[CollectionDefinition(nameof(IdleFootprintSpec), DisableParallelization = true)]
public sealed class IdleFootprintSpec
{
    private const int Actors = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_hundred_thousand_idle_actors_take_less_than_a_kibibyte_each()
    {
        using var system = ActorSystem.Create("idle");
        var parent = system.ActorOf(Props.Create<Parent>());
        await parent.Ask<int>(0, Patience);
        var before = Settled();
        Assert.Equal(Actors, await parent.Ask<int>(Actors, Patience));
        var each = (Settled() - before) / Actors;
        Assert.InRange(each, 1, 1_023);
        GC.KeepAlive(parent);
    }

    [Fact]
    public async Task Actors_that_ended_leave_nothing_behind()
    {
        using var system = ActorSystem.Create("ended");
        var parent = system.ActorOf(Props.Create<Parent>());
        await parent.Ask<int>(1_000, Patience);
        await parent.Ask<string>("end", Patience);
        var before = Settled();
        await parent.Ask<int>(Actors, Patience);
        await parent.Ask<string>("end", Patience);
        var left = (Settled() - before) / Actors;
        Assert.InRange(left, long.MinValue, 31);
    }

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Parent : ReceiveActor
    {
        private static readonly Props ChildProps = Props.Create<Idle>();
        private IActorRef _asker = ActorRefs.Nobody;
        private int _missing;
        private int _made;

        public Parent()
        {
            Receive<int>(count =>
            {
                _asker = Sender;
                _missing = _made = count;
                for (var i = 0; i < count; i++)
                    Context.ActorOf(ChildProps).Tell("alive?");
                AnswerWhenComplete(count);
            });
            Receive<string>(message => message == "end", _ =>
            {
                _asker = Sender;
                _missing = 0;
                foreach (var child in Context.GetChildren())
                {
                    _missing++;
                    Context.Watch(child);
                    Context.Stop(child);
                }
                AnswerWhenComplete("ended");
            });
            Receive<Terminated>(_ =>
            {
                _missing--;
                AnswerWhenComplete("ended");
            });
            Receive<string>(_ =>
            {
                _missing--;
                AnswerWhenComplete(_made);
            });
        }

        private void AnswerWhenComplete(object answer)
        {
            if (_missing == 0)
                _asker.Tell(answer);
        }
    }

    private sealed class Idle : ReceiveActor
    {
        public Idle() => Receive<string>(message => Sender.Tell(message));
    }
}
