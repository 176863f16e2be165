using Akka.Actor;
using Akka.TestKit.TestActors;

namespace Akka.Tests.TestKitTests;

public sealed class TestActorRefSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void A_message_has_been_processed_when_Tell_returns()
    {
        var actor = ActorOfAsTestActorRef<Recorder>("recorder");

        actor.Tell("x");

        Assert.Equal(["x"], actor.UnderlyingActor.Received);
        Assert.Same(Thread.CurrentThread, actor.UnderlyingActor.LastThread);
        Assert.Equal("akka://test/user/recorder", actor.Path.ToString());
    }

    [Fact]
    public void An_actor_can_be_found_where_it_was_created()
    {
        var parent = ActorOfAsTestActorRef<Recorder>("parent");
        var child = ActorOfAsTestActorRef<Recorder>(parent.Ref, "child");

        ActorSelection("/user/parent/child").Tell("x");

        AwaitAssert(() => Assert.Equal(["x"], child.UnderlyingActor.Received));
        Assert.Throws<InvalidActorNameException>(() => ActorOfAsTestActorRef<Recorder>(parent.Ref, "child"));
    }

    [Fact]
    public void Receive_passes_what_the_actor_throws_to_the_caller()
    {
        var actor = ActorOfAsTestActorRef<Recorder>();

        Assert.Throws<NotFiniteNumberException>(() => actor.Receive(new NotFiniteNumberException()));
        actor.Receive("x", TestActor);

        Assert.Equal(["x"], actor.UnderlyingActor.Received);
        ExpectMsg("re: x");
    }

    [Fact]
    public async Task ReceiveAsync_ends_with_the_actors_handler()
    {
        var actor = ActorOfAsTestActorRef<AsyncRecorder>();
        var gate = new TaskCompletionSource();

        var received = actor.ReceiveAsync(gate.Task);
        Assert.False(received.IsCompleted);
        gate.SetResult();

        await received;
        Assert.Equal(1, actor.UnderlyingActor.Ended);
    }

    [Fact]
    public async Task ReceiveAsync_fails_as_the_actors_handler_does()
    {
        var actor = ActorOfAsTestActorRef<AsyncRecorder>();
        var gate = new TaskCompletionSource();
        var received = actor.ReceiveAsync(gate.Task);

        gate.SetException(new NotFiniteNumberException());

        await Assert.ThrowsAsync<NotFiniteNumberException>(() => received);
        await actor.ReceiveAsync(Task.CompletedTask);
        Assert.Equal(1, actor.UnderlyingActor.Ended);
    }

    [Fact]
    public async Task A_handler_that_the_test_did_not_call_fails_to_its_supervisor()
    {
        var actor = ActorOfAsTestActorRef<AsyncRecorder>();
        await actor.ReceiveAsync(Task.CompletedTask);
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);

        await EventFilter.Exception<NotFiniteNumberException>().ExpectOneAsync(() => Task.Run(() => gate.SetException(new NotFiniteNumberException())));

        await AwaitAssertAsync(() => Assert.Equal(0, actor.UnderlyingActor.Ended));
    }

    [Fact]
    public async Task An_asynchronous_handler_keeps_the_actors_context()
    {
        var actor = ActorOfAsTestActorRef<AsyncRecorder>();
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);

        await Task.Run(gate.SetResult);

        await ExpectMsgFromAsync(actor.Ref, "done");
    }

    [Fact]
    public void A_failure_restarts_the_actor_before_Tell_returns()
    {
        var actor = ActorOfAsTestActorRef<Recorder>();
        var first = actor.UnderlyingActor;

        EventFilter.Exception<NotFiniteNumberException>().ExpectOne(() => actor.Tell(new NotFiniteNumberException()));

        AwaitAssert(() => Assert.NotSame(first, actor.UnderlyingActor));
    }

    [Fact]
    public void An_actor_that_has_ended_has_no_instance()
    {
        var actor = ActorOfAsTestActorRef<Recorder>();
        Watch(actor);

        actor.Tell(PoisonPill.Instance);

        ExpectTerminated(actor.Ref);
        Assert.Throws<IllegalActorStateException>(() => actor.UnderlyingActor);
    }

    [Fact]
    public void An_actor_with_another_dispatcher_has_its_instance_as_well()
    {
        var actor = ActorOfAsTestActorRef<Recorder>(Props.Create<Recorder>().WithDispatcher("akka.actor.default-dispatcher"));

        Assert.Empty(actor.UnderlyingActor.Received);
        actor.Tell("x");
        ExpectMsg("re: x");
        Assert.NotSame(Thread.CurrentThread, actor.UnderlyingActor.LastThread);
    }

    [Fact]
    public void An_actor_can_be_told_to_watch_another()
    {
        var actor = ActorOfAsTestActorRef<Recorder>();
        var other = ActorOfAsTestActorRef<BlackHoleActor>();

        actor.Watch(other.Ref);
        other.Tell(PoisonPill.Instance);

        AwaitAssert(() => Assert.IsType<Terminated>(Assert.Single(actor.UnderlyingActor.Received)));
    }

    [Fact]
    public void A_test_actor_ref_equals_the_ref_of_its_actor()
    {
        var actor = ActorOfAsTestActorRef(() => new Recorder());
        var other = ActorOfAsTestActorRef(() => new Recorder());

        Assert.True(actor == actor.Ref);
        Assert.True(actor.Ref == actor);
        Assert.True(actor != other.Ref);
        Assert.True(actor.Equals((object)actor.Ref));
        Assert.Equal(actor.Ref.GetHashCode(), actor.GetHashCode());
        Assert.Equal($"TestActor[{actor.Path}]", actor.ToString());
    }

    private sealed class Recorder : UntypedActor
    {
        public List<object> Received { get; } = [];

        public Thread? LastThread { get; private set; }

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            LastThread = Thread.CurrentThread;
            Received.Add(message);
            if (message is string)
                Sender.Tell($"re: {message}");
        }
    }

    private sealed class AsyncRecorder : ReceiveActor
    {
        public AsyncRecorder() => ReceiveAsync<Task>(async gate =>
        {
            await gate;
            Ended++;
            Sender.Tell("done", Self);
        });

        public int Ended { get; private set; }
    }
}
