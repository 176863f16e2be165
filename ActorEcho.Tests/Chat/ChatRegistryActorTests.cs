using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Chat;

public class ChatRegistryActorTests : TestKit
{
    private readonly Dictionary<TestProbe, Queue<ReadOnlyMemory<byte>>> _unread = [];
    private readonly IActorRef _registry;

    public ChatRegistryActorTests() => _registry = Sys.ActorOf(ChatRegistryActor.Props(), "chat");

    [Fact]
    public async Task A_newcomer_learns_who_is_here_the_newest_first_and_the_others_learn_of_it()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await JoinAsync("carol", "bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "carol has joined");
        await ExpectTextAsync(bob, "SERVER", "carol has joined");
    }

    [Fact]
    public async Task A_list_has_as_many_users_as_were_wanted()
    {
        await JoinAsync("alice");
        await JoinAsync("bob", "alice");
        var carol = CreateTestProbe();
        _registry.Tell(new ChatRequest.Register(ChatName.Parse("carol"), MaxListedUsers: 2), carol.Ref);
        Assert.Equal(["carol", "bob"], Names((await carol.ExpectMsgAsync<ChatNotice.Registered>()).Users));
    }

    [Fact]
    public async Task A_name_is_given_to_one_session_at_a_time()
    {
        var alice = await JoinAsync("alice");
        var another = CreateTestProbe();
        _registry.Tell(Register("alice"), another.Ref);
        await another.ExpectMsgAsync(new ChatNotice.Refused(ChatError.NameTaken));
        _registry.Tell(Register("Alice"), another.Ref);
        await another.ExpectMsgAsync<ChatNotice.Registered>();
        await ExpectTextAsync(alice, "SERVER", "Alice has joined");
    }

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
    public async Task A_session_has_one_name()
    {
        var alice = await JoinAsync("alice");
        _registry.Tell(Register("alice2"), alice.Ref);
        await alice.ExpectMsgAsync(new ChatNotice.Refused(ChatError.NameTaken));
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
    public async Task A_private_text_comes_after_the_texts_before_it()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        _registry.Tell(new ChatRequest.Broadcast(Text("alice", "to all"), Confirm: false), alice.Ref);
        _registry.Tell(new ChatRequest.Whisper(ChatName.Parse("bob"), Text("alice", "to bob")), alice.Ref);
        await ExpectTextAsync(bob, "alice", "to all");
        await ExpectTextAsync(bob, "alice", "to bob");
    }

    [Fact]
    public async Task A_private_text_reaches_its_target_alone()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        _registry.Tell(new ChatRequest.Whisper(ChatName.Parse("bob"), Text("alice", "[PM] psst")), alice.Ref);
        await ExpectTextAsync(bob, "alice", "[PM] psst");
        await alice.ExpectMsgAsync(ChatNotice.Whispered.Instance);
        _registry.Tell(new ChatRequest.Whisper(ChatName.Parse("dave"), Text("alice", "[PM] psst")), alice.Ref);
        await alice.ExpectMsgAsync(ChatNotice.NoSuchUser.Instance);
        _registry.Tell(new ChatRequest.Whisper(ChatName.Server, Text("alice", "[PM] psst")), alice.Ref);
        await alice.ExpectMsgAsync(ChatNotice.NoSuchUser.Instance);
    }

    [Fact]
    public async Task A_user_who_leaves_learns_who_is_left_and_the_name_is_free()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        _registry.Tell(ChatRequest.Leave.Instance, bob.Ref);
        Assert.Equal(["alice"], Names((await bob.ExpectMsgAsync<ChatNotice.Left>()).Users));
        await ExpectTextAsync(alice, "SERVER", "bob has left");
        await JoinAsync("bob", "alice");
        Sys.Stop(bob.Ref);
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await alice.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task However_a_session_ends_its_name_is_free_and_the_others_hear_of_it()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        bob.Tell(Kill.Instance);
        await ExpectTextAsync(alice, "SERVER", "bob has left");
        await JoinAsync("bob", "alice");
    }

    [Fact]
    public async Task Requests_of_a_session_that_is_no_member_change_nothing()
    {
        var alice = await JoinAsync("alice");
        var stranger = CreateTestProbe();
        _registry.Tell(new ChatRequest.Broadcast(Text("alice", "forged"), Confirm: true), stranger.Ref);
        _registry.Tell(new ChatRequest.Whisper(ChatName.Parse("alice"), Text("bob", "forged")), stranger.Ref);
        _registry.Tell(ChatRequest.Leave.Instance, stranger.Ref);
        _registry.Tell(new ChatRequest.Receipt(1000), stranger.Ref);
        _registry.Tell(Register("bob"), stranger.Ref);
        await stranger.ExpectMsgAsync<ChatNotice.Registered>();
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
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
    public async Task Nobody_waits_for_the_receipts_of_a_session_that_has_ended()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        for (var i = 0; i < 2000; i++)
            _registry.Tell(new ChatRequest.Broadcast(Text("alice", $"{i}"), Confirm: i == 1999), alice.Ref);
        await ExpectTextAsync(bob, "alice", "0");
        await alice.ExpectNoMsgAsync(TimeSpan.Zero);
        Sys.Stop(bob.Ref);
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance);
        await ExpectTextAsync(alice, "SERVER", "bob has left");
    }

    [Fact]
    public async Task When_the_registry_stops_every_session_is_dismissed()
    {
        var alice = await JoinAsync("alice");
        Sys.Stop(_registry);
        await alice.ExpectMsgAsync<ChatNotice.Dismissed>();
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

    private static ChatRequest.Register Register(string name) => new(ChatName.Parse(name), MaxListedUsers: 255);

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
