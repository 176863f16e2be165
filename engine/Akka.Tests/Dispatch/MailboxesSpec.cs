using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Tests.Dispatch;

public sealed class MailboxesSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string Mailboxes = """
        by-type { mailbox-type = "Akka.Tests.Dispatch.MailboxesSpec+TextFirst, Akka.Tests" }
        by-type-stable { mailbox-type = "Akka.Tests.Dispatch.MailboxesSpec+TextFirstStable, Akka.Tests" }
        by-number { mailbox-type = "Akka.Tests.Dispatch.MailboxesSpec+SmallestFirst, Akka.Tests" }
        own { mailbox-type = "Akka.Tests.Dispatch.MailboxesSpec+OwnMailbox, Akka.Tests", greeting = hello }
        small { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        small-deque { mailbox-type = "Akka.Dispatch.BoundedDequeBasedMailbox", mailbox-capacity = 2, mailbox-push-timeout-time = 0s }
        patient { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 1, mailbox-push-timeout-time = 30s }
        bounded { mailbox-capacity = 7 }
        negative { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = -1 }
        unknown { mailbox-type = "No.Such.Mailbox, Nowhere" }
        typeless { mailbox-capacity = 3 }
        with-small-mailboxes { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        demanding { mailbox-requirement = "Akka.Dispatch.IBoundedMessageQueueSemantics, Akka" }
        akka.actor.deployment { /deployed { mailbox = small } }
        akka.actor.mailbox.requirements {
          "Akka.Tests.Dispatch.MailboxesSpec+IOwnSemantics, Akka.Tests" = own
        }
        """;

    public MailboxesSpec()
        : base(Mailboxes)
    {
    }

    [Fact]
    public void Without_any_wish_an_actor_gets_an_unbounded_queue() => Assert.IsType<UnboundedMessageQueue>(QueueOf(Props.Create<Plain>()));

    [Fact]
    public void Props_name_a_mailbox()
    {
        Assert.IsType<BoundedMessageQueue>(QueueOf(Props.Create<Plain>().WithMailbox("small")));
        Assert.IsType<OwnQueue>(QueueOf(Props.Create<Plain>().WithMailbox("own")));
        Assert.IsType<UnboundedDequeMessageQueue>(QueueOf(Props.Create<Plain>().WithMailbox("akka.actor.mailbox.unbounded-deque-based")));
    }

    [Fact]
    public void A_deployment_names_a_mailbox() => Assert.IsType<BoundedMessageQueue>(QueueOf(Props.Create<Plain>(), "deployed"));

    [Fact]
    public void A_dispatcher_names_a_mailbox() => Assert.IsType<BoundedMessageQueue>(QueueOf(Props.Create<Plain>().WithDispatcher("with-small-mailboxes")));

    [Fact]
    public void A_dispatcher_demands_a_kind_of_mailbox() => Assert.IsType<BoundedMessageQueue>(QueueOf(Props.Create<Plain>().WithDispatcher("demanding")));

    [Fact]
    public void Actors_of_one_class_have_the_mailboxes_of_their_dispatchers()
    {
        Assert.IsType<UnboundedMessageQueue>(QueueOf(Props.Create<Plain>()));
        Assert.IsType<BoundedMessageQueue>(QueueOf(Props.Create<Plain>().WithDispatcher("with-small-mailboxes")));
        Assert.IsType<UnboundedMessageQueue>(QueueOf(Props.Create<Plain>()));
    }

    [Fact]
    public void A_class_asks_for_a_kind_of_mailbox()
    {
        Assert.IsType<BoundedMessageQueue>(QueueOf(Props.Create<WantsBounded>()));
        Assert.IsType<UnboundedDequeMessageQueue>(QueueOf(Props.Create<Stashing>()));
        Assert.IsType<OwnQueue>(QueueOf(Props.Create<WantsOwn>()));
        Assert.True(Sys.Mailboxes.HasRequiredType(typeof(WantsBounded)));
        Assert.False(Sys.Mailboxes.HasRequiredType(typeof(Plain)));
        Assert.Equal(typeof(IBoundedMessageQueueSemantics), Sys.Mailboxes.GetRequiredType(typeof(WantsBounded)));
    }

    [Fact]
    public void What_is_named_must_be_what_the_class_asks_for()
    {
        Assert.IsType<ArgumentException>(Refusal(Props.Create<Stashing>().WithMailbox("small")));
        Assert.IsType<ArgumentException>(Refusal(Props.Create<WantsBounded>().WithMailbox("akka.actor.mailbox.unbounded-queue-based")));
        Assert.IsType<ArgumentException>(Refusal(Props.Create<Plain>().WithDispatcher("demanding").WithMailbox("by-type")));

        Exception? Refusal(Props props) => Assert.Throws<ConfigurationException>(() => Sys.ActorOf(props)).InnerException;
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("unknown")]
    [InlineData("typeless")]
    public void A_mailbox_that_is_not_configured_or_wrong_is_refused(string id)
    {
        Assert.Throws<ConfigurationException>(() => Sys.Mailboxes.Lookup(id));
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Empty.WithMailbox(id)));
    }

    [Fact]
    public void A_negative_capacity_is_refused() => Assert.ThrowsAny<Exception>(() => Sys.Mailboxes.Lookup("negative"));

    [Fact]
    public void Mailbox_types_are_looked_up_by_id_and_by_queue()
    {
        var small = Assert.IsType<BoundedMailbox>(Sys.Mailboxes.Lookup("small"));
        Assert.Equal(3, small.Capacity);
        Assert.Equal(TimeSpan.Zero, small.PushTimeout);
        Assert.Same(small, Sys.Mailboxes.Lookup("small"));
        Assert.IsType<UnboundedDequeBasedMailbox>(Sys.Mailboxes.LookupByQueueType(typeof(IDequeBasedMessageQueueSemantics)));
        Assert.IsType<UnboundedMailbox>(Sys.Mailboxes.Lookup("unbounded"));
        Assert.Equal(7, Assert.IsType<BoundedMailbox>(Sys.Mailboxes.Lookup("bounded")).Capacity);
        Assert.True(Sys.Mailboxes.ProducesMessageQueue(typeof(UnboundedMailbox)));
        Assert.Throws<ConfigurationException>(() => Sys.Mailboxes.LookupByQueueType(typeof(string)));
    }

    [Fact]
    public async Task A_mailbox_of_ones_own_class_gets_its_section()
    {
        var actor = Sys.ActorOf(Props.Create<Plain>().WithMailbox("own"));
        Assert.Equal("hello", ((OwnQueue)((LocalActorRef)actor).Cell.Mailbox.MessageQueue).Greeting);
        actor.Tell("through my own queue");
        await ExpectMsgAsync("through my own queue");
    }

    [Theory]
    [InlineData("by-type")]
    [InlineData("by-type-stable")]
    public async Task The_message_with_the_lowest_number_comes_first(string mailbox)
    {
        var actor = Held(Props.Create<Plain>().WithMailbox(mailbox));
        object[] messages = [1.5, true, 1, "a", 2, "b", 2.5, 3, "c", false];
        foreach (var message in messages)
            actor.Tell(message);
        Release(actor);
        foreach (var expected in new object[] { "a", "b", "c", true, false, 1, 2, 3, 1.5, 2.5 })
            await ExpectMsgAsync(expected);
    }

    [Fact]
    public async Task Many_priorities_are_kept_in_order()
    {
        var actor = Held(Props.Create<Plain>().WithMailbox("by-number"));
        var numbers = Enumerable.Range(0, 500).ToArray();
        new Random(4711).Shuffle(numbers);
        foreach (var number in numbers)
            actor.Tell(number);
        Release(actor);
        for (var i = 0; i < 500; i++)
            await ExpectMsgAsync(i);
    }

    [Fact]
    public async Task What_is_unstashed_comes_before_any_priority()
    {
        var actor = Held(Props.Create<StashingOdd>().WithMailbox("by-number"));
        foreach (var number in new[] { 6, 5, 4, 3, 2, 1 })
            actor.Tell(number);
        actor.Tell(int.MaxValue);
        Release(actor);
        foreach (var expected in new[] { 2, 4, 6, int.MaxValue, 1, 3, 5 })
            await ExpectMsgAsync(expected);
    }

    [Fact]
    public async Task A_full_mailbox_sends_the_rest_to_the_dead_letters()
    {
        var actor = Held(Props.Create<Plain>().WithMailbox("small"));
        EventFilter.DeadLetter<int>().Expect(2, () =>
        {
            for (var i = 1; i <= 5; i++)
                actor.Tell(i);
        });
        Release(actor);
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
        await ExpectMsgAsync(3);
        actor.Tell(6);
        await ExpectMsgAsync(6);
    }

    [Fact]
    public async Task A_bounded_deque_counts_only_what_comes_from_outside()
    {
        var actor = Held(Props.Create<Stashing>().WithMailbox("small-deque").WithDispatcher("akka.actor.default-dispatcher"));
        EventFilter.DeadLetter<int>(number => number == 3).ExpectOne(() =>
        {
            actor.Tell(1);
            actor.Tell(2);
            actor.Tell(3);
        });
        Release(actor);
        await ExpectMsgAsync("stashed 1");
        await ExpectMsgAsync("stashed 2");
        actor.Tell("unstash");
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
    }

    [Fact]
    public async Task A_patient_sender_waits_for_room()
    {
        var actor = Held(Props.Create<Plain>().WithMailbox("patient"));
        actor.Tell(1);
        var sending = Task.Factory.StartNew(() => actor.Tell(2, TestActor), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await AwaitConditionAsync(() => sending.Status == TaskStatus.Running);
        Assert.False(sending.IsCompleted);
        Release(actor);
        await sending.WaitAsync(TimeSpan.FromSeconds(20));
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
    }

    [Fact]
    public void A_cell_counts_what_waits()
    {
        var actor = Held(Props.Create<Plain>());
        var cell = ((LocalActorRef)actor).Cell;
        Assert.False(cell.HasMessages);
        for (var i = 1; i <= 10; i++)
        {
            actor.Tell(i);
            Assert.Equal(i, cell.NumberOfMessages);
        }
        Assert.True(cell.HasMessages);
        Release(actor);
        ReceiveN(10);
        Assert.Equal(0, cell.NumberOfMessages);
    }

    private IMessageQueue QueueOf(Props props, string? name = null) => ((LocalActorRef)Sys.ActorOf(props, name)).Cell.Mailbox.MessageQueue;

    private IActorRef Held(Props props)
    {
        var actor = Sys.ActorOf(props);
        Actor.HeldMailbox.HoldMailbox(actor);
        return actor;
    }

    private static void Release(IActorRef actor) => Actor.HeldMailbox.ReleaseMailbox(actor);

    private sealed class Plain : ReceiveActor
    {
        public Plain() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class WantsBounded : ReceiveActor, IRequiresMessageQueue<IBoundedMessageQueueSemantics>;

    private sealed class WantsOwn : ReceiveActor, IRequiresMessageQueue<IOwnSemantics>;

    private sealed class Stashing : ReceiveActor, IWithStash
    {
        public Stashing()
        {
            Receive<int>(number =>
            {
                Sender.Tell($"stashed {number}");
                Stash.Stash();
            });
            Receive<string>(_ =>
            {
                Become(() => ReceiveAny(message => Sender.Tell(message)));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class StashingOdd : ReceiveActor, IWithUnboundedStash
    {
        public StashingOdd()
        {
            Receive<int>(number => number % 2 == 1 && number != int.MaxValue, _ => Stash.Stash());
            Receive<int>(number =>
            {
                Sender.Tell(number);
                if (number != int.MaxValue)
                    return;
                Become(() => ReceiveAny(message => Sender.Tell(message)));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }

    public interface IOwnSemantics : ISemantics;

    public sealed class OwnQueue(string greeting) : IMessageQueue, IOwnSemantics
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Envelope> _queue = new();

        public string Greeting { get; } = greeting;

        public bool HasMessages => !_queue.IsEmpty;

        public int Count => _queue.Count;

        public void Enqueue(IActorRef receiver, Envelope envelope) => _queue.Enqueue(envelope);

        public bool TryDequeue(out Envelope envelope) => _queue.TryDequeue(out envelope);

        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (TryDequeue(out var envelope))
                deadletters.Enqueue(owner, envelope);
        }
    }

    public sealed class OwnMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<OwnQueue>
    {
        public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new OwnQueue(Config.GetString("greeting", "")!);
    }

    public sealed class TextFirst(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => ByType(message);
    }

    public sealed class TextFirstStable(Settings settings, Config config) : UnboundedStablePriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => ByType(message);
    }

    public sealed class SmallestFirst(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message as int? ?? int.MaxValue;
    }

    private static int ByType(object message) => message switch
    {
        string => 0,
        bool => 1,
        int => 2,
        _ => 3,
    };
}
