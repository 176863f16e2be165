using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Chat;

/// <summary>What the registry of one node does besides; see <see cref="ChatRegistryBehaviour"/>.</summary>
public class ChatRegistryActorTests : TestKit
{
    private readonly Dictionary<TestProbe, Queue<ReadOnlyMemory<byte>>> _unread = [];
    private readonly IActorRef _registry;

    public ChatRegistryActorTests() => _registry = Sys.ActorOf(ChatRegistryActor.Props(), "chat");

    [Fact]
    public async Task An_answer_to_a_session_that_has_ended_is_no_dead_letter_of_note()
    {
        await JoinAsync("alice");
        var ended = Sys.ActorOf(Props.Empty);
        await WatchAsync(ended);
        Sys.Stop(ended);
        await ExpectTerminatedAsync(ended);
        Sys.EventStream.Subscribe(TestActor, typeof(SuppressedDeadLetter));
        _registry.Tell(Register("alice"), ended);
        await FishForMessageAsync<SuppressedDeadLetter>(letter => letter.Message is ChatNotice.Refused);
    }

    [Fact]
    public async Task A_broadcast_reaches_everyone_but_its_sender_as_one_shared_object()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        var carol = await JoinAsync("carol", "bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await ExpectTextAsync(alice, "SERVER", "carol has joined");
        await ExpectTextAsync(bob, "SERVER", "carol has joined");
        var message = Text("alice", "hello");
        _registry.Tell(new ChatRequest.Broadcast(message, Confirm: true), alice.Ref);
        Assert.Same(message, await bob.ExpectMsgAsync<ChatMessage>());
        Assert.Same(message, await carol.ExpectMsgAsync<ChatMessage>());
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance);
    }

    [Fact]
    public async Task Texts_that_wait_together_are_delivered_together_and_nobody_gets_its_own()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        var carol = await JoinAsync("carol", "bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await ExpectTextAsync(alice, "SERVER", "carol has joined");
        await ExpectTextAsync(bob, "SERVER", "carol has joined");
        Suspend();
        _registry.Tell(new ChatRequest.Broadcast(Text("alice", "1"), Confirm: false), alice.Ref);
        _registry.Tell(new ChatRequest.Broadcast(Text("bob", "2"), Confirm: false), bob.Ref);
        _registry.Tell(new ChatRequest.Broadcast(Text("alice", "3"), Confirm: false), alice.Ref);
        Resume();
        Assert.Equal(3, (await carol.ExpectMsgAsync<ChatMessage>()).Frames.Length);
        await ExpectTextAsync(bob, "alice", "1");
        await ExpectTextAsync(bob, "alice", "3");
        await ExpectTextAsync(alice, "bob", "2");
        await alice.ExpectNoMsgAsync(TimeSpan.Zero);

        void Suspend() => ((IInternalActorRef)_registry).Suspend();
        void Resume() => ((IInternalActorRef)_registry).Resume();
    }

    [Fact]
    public async Task Broadcasts_wait_while_the_sessions_are_behind_and_go_on_in_order_after_their_receipts()
    {
        const int sent = 2000;
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        for (var i = 0; i < sent; i++)
            _registry.Tell(new ChatRequest.Broadcast(Text("alice", $"{i}"), Confirm: i == sent - 1), alice.Ref);
        _registry.Tell(ChatRequest.Leave.Instance, alice.Ref);
        // The registry tells itself to deliver, so what it asks of itself on the first answer is done before the second.
        await _registry.Ask<ActorIdentity>(new Identify("taken"), TimeSpan.FromSeconds(20));
        await _registry.Ask<ActorIdentity>(new Identify("delivered"), TimeSpan.FromSeconds(20));

        var received = 0;
        for (; bob.HasMessages || _unread[bob].Count > 0; received++) await ExpectTextAsync(bob, "alice", $"{received}");
        Assert.InRange(received, ChatRequest.Receipt.Quantum, sent / 2);
        _registry.Tell(new ChatRequest.Receipt(received), bob.Ref);
        for (; received < sent; received++)
        {
            await ExpectTextAsync(bob, "alice", $"{received}");
            _registry.Tell(new ChatRequest.Receipt(1), bob.Ref);
        }

        await ExpectTextAsync(bob, "SERVER", "alice has left");
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance);
        await alice.ExpectMsgAsync<ChatNotice.Left>();
    }

    [Fact]
    public async Task Few_long_texts_that_are_left_whole_wait_for_the_sessions_as_many_frames_do()
    {
        const int sent = 16;
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        var text = ChatMessage.Broadcast(ChatName.Parse("alice"), Frames.Bytes(new string('x', 64 * 1024)), int.MaxValue);
        for (var i = 0; i < sent; i++) _registry.Tell(new ChatRequest.Broadcast(text, Confirm: i == sent - 1), alice.Ref);
        await _registry.Ask<ActorIdentity>(new Identify("taken"), TimeSpan.FromSeconds(20));
        await _registry.Ask<ActorIdentity>(new Identify("delivered"), TimeSpan.FromSeconds(20));

        var received = 0;
        for (; bob.HasMessages; received++) await bob.ExpectMsgAsync<ChatMessage>();
        Assert.InRange(received, 1, sent / 2);
        for (; received < sent; received++)
        {
            _registry.Tell(new ChatRequest.Receipt(text.Weight), bob.Ref);
            await bob.ExpectMsgAsync<ChatMessage>();
        }
    }

    [Fact]
    public async Task Nobody_waits_for_the_receipts_of_a_session_that_has_ended()
    {
        var (alice, bob) = await WithTextsThatWaitForBobAsync();
        Sys.Stop(bob.Ref);
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance);
        await ExpectTextAsync(alice, "SERVER", "bob has left");
    }

    [Fact]
    public async Task Nobody_waits_for_the_receipts_of_a_session_that_leaves()
    {
        var (alice, bob) = await WithTextsThatWaitForBobAsync();
        // Its socket stays open, and while it closes it receipts nothing.
        _registry.Tell(ChatRequest.Leave.Instance, bob.Ref);
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance);
        await ExpectTextAsync(alice, "SERVER", "bob has left");
        await bob.FishForMessageAsync(static message => message is ChatNotice.Left);
    }

    [Fact]
    public async Task A_registry_that_is_started_again_is_empty_and_has_dismissed_who_was_there()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await EventFilter.Exception<NullReferenceException>().ExpectOneAsync(() =>
        {
            _registry.Tell(new ChatRequest.Broadcast(null!, Confirm: false), alice.Ref);
            return Task.CompletedTask;
        });
        await alice.ExpectMsgAsync<ChatNotice.Dismissed>();
        await bob.ExpectMsgAsync<ChatNotice.Dismissed>();
        await JoinAsync("alice");
    }

    [Fact]
    public async Task Nobody_waits_for_an_answer_that_a_failed_registry_owes()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        for (var i = 0; i < 2000; i++)
            _registry.Tell(new ChatRequest.Broadcast(Text("alice", $"{i}"), Confirm: false), alice.Ref);
        // Both wait behind the broadcasts, until bob has receipted some; the first then fails the registry.
        var (carol, dave) = (CreateTestProbe(), CreateTestProbe());
        _registry.Tell(Register("carol") with { MaxListedUsers = -1 }, carol.Ref);
        _registry.Tell(Register("dave"), dave.Ref);
        await EventFilter.Exception<OverflowException>().ExpectOneAsync(() =>
        {
            _registry.Tell(new ChatRequest.Receipt(1_000_000), bob.Ref);
            return Task.CompletedTask;
        });
        await carol.ExpectMsgAsync<ChatNotice.Dismissed>();
        await dave.ExpectMsgAsync<ChatNotice.Dismissed>();
        // Here the one that is being handled fails it.
        var erin = CreateTestProbe();
        await EventFilter.Exception<OverflowException>().ExpectOneAsync(() =>
        {
            _registry.Tell(Register("erin") with { MaxListedUsers = -1 }, erin.Ref);
            return Task.CompletedTask;
        });
        await erin.ExpectMsgAsync<ChatNotice.Dismissed>();
        await JoinAsync("erin");
    }

    private static ChatRequest.Register Register(string name) => new(ChatName.Parse(name), MaxListedUsers: 255);

    // Alice has said more than may be under way to Bob, who receipts nothing.
    private async Task<(TestProbe Alice, TestProbe Bob)> WithTextsThatWaitForBobAsync()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        for (var i = 0; i < 2000; i++)
            _registry.Tell(new ChatRequest.Broadcast(Text("alice", $"{i}"), Confirm: i == 1999), alice.Ref);
        await ExpectTextAsync(bob, "alice", "0");
        await alice.ExpectNoMsgAsync(TimeSpan.Zero);
        return (alice, bob);
    }

    private static ChatMessage Text(string sender, string text) =>
        ChatMessage.Broadcast(ChatName.Parse(sender), Frames.Bytes(text), 255);

    private static IEnumerable<string> Names(ReadOnlyMemory<ChatName> users) =>
        users.ToArray().Select(user => Encoding.UTF8.GetString(user.Text));

    // The registry may deliver several texts in one message.
    private async Task ExpectTextAsync(TestProbe session, string sender, string text)
    {
        if (!_unread.TryGetValue(session, out var unread)) _unread[session] = unread = new Queue<ReadOnlyMemory<byte>>();
        if (unread.Count == 0)
        {
            foreach (var frame in (await session.ExpectMsgAsync<ChatMessage>()).Frames) unread.Enqueue(frame);
        }

        Assert.Equal(Frames.Message(sender, text), unread.Dequeue().ToArray());
    }

    private async Task<TestProbe> JoinAsync(string name, params string[] others)
    {
        var session = CreateTestProbe();
        _registry.Tell(Register(name), session.Ref);
        var registered = await session.ExpectMsgAsync<ChatNotice.Registered>();
        Assert.Equal([name, .. others], Names(registered.Users));
        return session;
    }
}
