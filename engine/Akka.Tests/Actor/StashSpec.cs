using Akka.Actor;

namespace Akka.Tests.Actor;

public class StashSpec : TestKit.Xunit2.TestKit
{
    private IActorRef Stashing(int capacity = Deploy.NoStashSize) =>
        Sys.ActorOf(Props.Create(() => new StashingActor(TestActor)).WithStashCapacity(capacity));

    [Fact]
    public async Task Unstashed_messages_come_before_new_ones_in_their_order_and_with_their_senders()
    {
        var other = CreateTestProbe();
        var actor = Stashing();
        actor.Tell("close");
        actor.Tell("a");
        actor.Tell("b", other.Ref);

        actor.Tell("open");
        actor.Tell("c");

        await ExpectMsgAsync(("a", TestActor));
        await ExpectMsgAsync(("b", other.Ref));
        await ExpectMsgAsync(("c", TestActor));
    }

    [Fact]
    public async Task Unstash_brings_back_the_oldest_message_only()
    {
        var actor = Stashing();
        actor.Tell("close");
        actor.Tell("a");
        actor.Tell("b");

        actor.Tell("open for one");
        await ExpectMsgAsync(("a", TestActor));
        actor.Tell("open");

        await ExpectMsgAsync(("b", TestActor));
    }

    [Fact]
    public async Task Unstash_with_a_predicate_drops_what_it_rejects()
    {
        var actor = Stashing();
        actor.Tell("close");
        actor.Tell("a");
        actor.Tell("drop me");
        actor.Tell("b");

        actor.Tell("open for short ones");
        actor.Tell("c");

        await ExpectMsgAsync(("a", TestActor));
        await ExpectMsgAsync(("b", TestActor));
        await ExpectMsgAsync(("c", TestActor));
    }

    [Fact]
    public async Task One_message_cannot_be_stashed_twice()
    {
        var actor = Stashing();

        actor.Tell("stash twice");

        var refusal = await ExpectMsgAsync<IllegalActorStateException>();
        Assert.Equal("Can't stash the same message stash twice more than once", refusal.Message);
    }

    [Fact]
    public async Task A_full_stash_refuses_the_next_message_and_says_whose_it_is()
    {
        var actor = Stashing(capacity: 2);
        actor.Tell("close");
        actor.Tell("a");
        actor.Tell("b");

        actor.Tell("c");

        var overflow = await ExpectMsgAsync<StashOverflowException>();
        Assert.Contains("Couldn't enqueue message c", overflow.Message);
        Assert.Contains(actor.Path.ToString(), overflow.Message);
    }

    [Fact]
    public async Task A_restart_brings_the_stashed_messages_back()
    {
        var actor = Stashing();
        actor.Tell("close");
        actor.Tell("a");
        actor.Tell("b");

        actor.Tell("fail");

        await ExpectMsgAsync(("a", TestActor));
        await ExpectMsgAsync(("b", TestActor));
    }

    [Fact]
    public async Task What_is_cleared_can_be_put_in_front_of_what_was_stashed_since()
    {
        var actor = Stashing();
        actor.Tell("close");
        actor.Tell("a");
        actor.Tell("b");
        actor.Tell("take out");
        actor.Tell("c");
        actor.Tell("put back");

        actor.Tell("open");

        await ExpectMsgAsync(("a", TestActor));
        await ExpectMsgAsync(("b", TestActor));
        await ExpectMsgAsync(("c", TestActor));
    }

    [Fact]
    public async Task A_stash_tells_how_full_it_is()
    {
        var actor = Stashing(capacity: 2);
        actor.Tell("close");
        actor.Tell("state");
        await ExpectMsgAsync((Count: 0, Capacity: 2, IsEmpty: true, IsFull: false));
        actor.Tell("a");
        actor.Tell("b");

        actor.Tell("state");

        await ExpectMsgAsync((Count: 2, Capacity: 2, IsEmpty: false, IsFull: true));
    }

    [Fact]
    public async Task An_unbounded_stash_has_no_capacity()
    {
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedActor()).WithStashCapacity(1));

        Assert.Equal((-1, false), await actor.Ask<(int, bool)>("state", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_class_without_a_stash_interface_gets_none()
    {
        var refusal = Assert.Throws<ArgumentException>(() => StashFactory.CreateStash(null!, typeof(StashSpec)));

        Assert.Contains("StashSpec", refusal.Message);
    }

    private sealed class UnboundedActor : ReceiveActor, IWithUnboundedStash
    {
        public UnboundedActor() => Receive<string>(_ => Sender.Tell((Stash.Capacity, Stash.IsFull)));

        public IStash Stash { get; set; } = null!;
    }

    private sealed class StashingActor : ReceiveActor, IWithStash
    {
        private readonly IActorRef _reportTo;
        private IEnumerable<Envelope> _takenOut = [];

        public StashingActor(IActorRef reportTo)
        {
            _reportTo = reportTo;
            Open();
        }

        public IStash Stash { get; set; } = null!;

        private void Open()
        {
            Receive<string>(text => text == "close", _ => Become(Closed));
            Receive<string>(text => text == "stash twice", _ =>
            {
                Stash.Stash();
                TryStash();
            });
            Receive<string>(text => _reportTo.Tell((text, Sender)));
        }

        private void Closed()
        {
            Receive<string>(text => text == "open", _ => Reopen(stash => stash.UnstashAll()));
            Receive<string>(text => text == "open for one", _ =>
            {
                Stash.Unstash();
                Become(OpenForOne);
            });
            Receive<string>(text => text == "open for short ones", _ => Reopen(stash => stash.UnstashAll(envelope => envelope.Message is string { Length: 1 })));
            Receive<string>(text => text == "take out", _ => _takenOut = Stash.ClearStash());
            Receive<string>(text => text == "put back", _ => Stash.Prepend(_takenOut));
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<string>(text => text == "state", _ => _reportTo.Tell((Stash.Count, Stash.Capacity, Stash.IsEmpty, Stash.IsFull)));
            Receive<string>(_ => TryStash());
        }

        private void OpenForOne()
        {
            Receive<string>(text =>
            {
                _reportTo.Tell((text, Sender));
                Become(Closed);
            });
        }

        private void Reopen(Action<IStash> unstash)
        {
            unstash(Stash);
            Become(Open);
        }

        private void TryStash()
        {
            try
            {
                Stash.Stash();
            }
            catch (AkkaException refusal)
            {
                _reportTo.Tell(refusal);
            }
        }
    }
}
