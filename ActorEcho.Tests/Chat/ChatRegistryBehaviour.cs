using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Chat;

/// <summary>What every registry does, on one node or on many: sessions are put to the registries in turn.</summary>
public abstract class ChatRegistryBehaviour : TestKit, IAsyncLifetime
{
    private readonly Dictionary<IActorRef, IActorRef> _registryOf = [];
    private readonly Dictionary<IActorRef, Queue<byte[]>> _unread = [];
    private IActorRef[] _registries = [];

    protected ChatRegistryBehaviour()
        : base("akka.test.single-expect-default = 20s")
    {
    }

    protected abstract Task<IActorRef[]> StartAsync();

    public async Task InitializeAsync() => _registries = await StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [RegistryFact]
    public async Task A_newcomer_learns_who_is_here_the_newest_first_and_the_others_learn_of_it()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await JoinAsync("carol", "bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "carol has joined");
        await ExpectTextAsync(bob, "SERVER", "carol has joined");
    }

    [RegistryFact]
    public async Task A_list_has_as_many_users_as_were_wanted()
    {
        await JoinAsync("alice");
        await JoinAsync("bob", "alice");
        var carol = CreateSession();
        Ask(carol, new ChatRequest.Register(ChatName.Parse("carol"), MaxListedUsers: 2));
        Assert.Equal(["carol", "bob"], Names((await carol.ExpectMsgAsync<ChatNotice.Registered>()).Users));
    }

    [RegistryFact]
    public async Task A_name_is_given_to_one_session_at_a_time()
    {
        var alice = await JoinAsync("alice");
        var another = CreateSession();
        Ask(another, Register("alice"));
        await another.ExpectMsgAsync(new ChatNotice.Refused(ChatError.NameTaken));
        Ask(another, Register("Alice"));
        await another.ExpectMsgAsync<ChatNotice.Registered>();
        await ExpectTextAsync(alice, "SERVER", "Alice has joined");
    }

    [RegistryFact]
    public async Task A_session_has_one_name()
    {
        var alice = await JoinAsync("alice");
        Ask(alice, Register("alice2"));
        await alice.ExpectMsgAsync(new ChatNotice.Refused(ChatError.NameTaken));
    }

    [RegistryFact]
    public async Task A_broadcast_reaches_everyone_but_its_sender()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        var carol = await JoinAsync("carol", "bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await ExpectTextAsync(alice, "SERVER", "carol has joined");
        await ExpectTextAsync(bob, "SERVER", "carol has joined");
        Ask(alice, new ChatRequest.Broadcast(Text("alice", "hello"), Confirm: true));
        await ExpectTextAsync(bob, "alice", "hello");
        await ExpectTextAsync(carol, "alice", "hello");
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance);
        // Her own text would have come before it.
        Ask(bob, new ChatRequest.Broadcast(Text("bob", "hi"), Confirm: false));
        await ExpectTextAsync(alice, "bob", "hi");
    }

    [RegistryFact]
    public async Task A_text_in_several_frames_arrives_in_these_frames()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        Ask(alice, new ChatRequest.Broadcast(Text("alice", new string('x', 300)), Confirm: false));
        await ExpectTextAsync(bob, "alice", new string('x', 255));
        await ExpectTextAsync(bob, "alice", new string('x', 45));
    }

    [RegistryFact]
    public async Task All_hear_everything_in_one_order()
    {
        const int texts = 200;
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        var carol = await JoinAsync("carol", "bob", "alice");
        var dave = await JoinAsync("dave", "carol", "bob", "alice");
        await ExpectTextAsync(carol, "SERVER", "dave has joined");
        for (var i = 0; i < texts; i++)
        {
            Ask(alice, new ChatRequest.Broadcast(Text("alice", $"a{i}"), Confirm: false));
            Ask(bob, new ChatRequest.Broadcast(Text("bob", $"b{i}"), Confirm: false));
        }

        for (var i = 0; i < 2 * texts; i++)
        {
            Assert.Equal(await NextFrameAsync(carol), await NextFrameAsync(dave));
            Ask(carol, new ChatRequest.Receipt(1));
            Ask(dave, new ChatRequest.Receipt(1));
        }
    }

    [RegistryFact]
    public async Task A_private_text_reaches_its_target_alone()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        Ask(alice, new ChatRequest.Whisper(ChatName.Parse("bob"), Text("alice", "[PM] psst")));
        await ExpectTextAsync(bob, "alice", "[PM] psst");
        await alice.ExpectMsgAsync(ChatNotice.Whispered.Instance);
        Ask(alice, new ChatRequest.Whisper(ChatName.Parse("dave"), Text("alice", "[PM] psst")));
        await alice.ExpectMsgAsync(ChatNotice.NoSuchUser.Instance);
        Ask(alice, new ChatRequest.Whisper(ChatName.Server, Text("alice", "[PM] psst")));
        await alice.ExpectMsgAsync(ChatNotice.NoSuchUser.Instance);
    }

    [RegistryFact]
    public async Task A_user_who_leaves_learns_who_is_left_and_the_name_is_free()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        Ask(bob, ChatRequest.Leave.Instance);
        Assert.Equal(["alice"], Names((await bob.ExpectMsgAsync<ChatNotice.Left>()).Users));
        await ExpectTextAsync(alice, "SERVER", "bob has left");
        var another = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        await WatchAsync(bob.Ref);
        Sys.Stop(bob.Ref);
        await ExpectTerminatedAsync(bob.Ref);
        Ask(another, new ChatRequest.Broadcast(Text("bob", "still here"), Confirm: false));
        await ExpectTextAsync(alice, "bob", "still here");
    }

    [RegistryFact]
    public async Task However_a_session_ends_its_name_is_free_and_the_others_hear_of_it()
    {
        var alice = await JoinAsync("alice");
        var bob = await JoinAsync("bob", "alice");
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
        bob.Tell(Kill.Instance);
        await ExpectTextAsync(alice, "SERVER", "bob has left");
        await JoinAsync("bob", "alice");
    }

    [RegistryFact]
    public async Task Requests_of_a_session_that_is_no_member_change_nothing()
    {
        var alice = await JoinAsync("alice");
        var stranger = CreateSession();
        Ask(stranger, new ChatRequest.Broadcast(Text("alice", "forged"), Confirm: true));
        Ask(stranger, new ChatRequest.Whisper(ChatName.Parse("alice"), Text("bob", "forged")));
        Ask(stranger, ChatRequest.Leave.Instance);
        Ask(stranger, new ChatRequest.Receipt(1000));
        Ask(stranger, Register("bob"));
        await stranger.ExpectMsgAsync<ChatNotice.Registered>();
        await ExpectTextAsync(alice, "SERVER", "bob has joined");
    }

    [RegistryFact]
    public async Task A_registry_tells_how_it_is()
    {
        await JoinAsync("alice");
        var health = await _registries[0].Ask<ChatHealth>(GetChatHealth.Instance, TimeSpan.FromSeconds(20));
        Assert.True(health.IsOpen);
        Assert.Equal(1, health.Users);
        Assert.StartsWith("chat is open: ", health.Text, StringComparison.Ordinal);
    }

    [RegistryFact]
    public async Task A_registry_that_fails_and_starts_again_parts_from_everybody_and_takes_them_back()
    {
        var (alice, bob, carol) = (CreateSession(), CreateSession(), CreateSession());
        var registry = _registries[0];
        Sessions(registry, alice, bob, carol);
        await RegisterAsync(alice, "alice");
        await RegisterAsync(bob, "bob");
        await EventFilter.Exception<Exception>().ExpectOneAsync(TimeSpan.FromSeconds(20), () =>
        {
            ((IInternalActorRef)registry).Suspend();
            Ask(carol, Register("carol")); // Its answer is still to come when the registry fails, or has just come.
            Ask(alice, new ChatRequest.Whisper(ChatName.Parse("bob"), null!));
            ((IInternalActorRef)registry).Resume();
            return Task.CompletedTask;
        });
        foreach (var session in (TestProbe[])[alice, bob])
            await session.FishForMessageAsync(static message => message is ChatNotice.Dismissed, TimeSpan.FromSeconds(20));
        await carol.FishForMessageAsync(
            static message => message is ChatNotice.Dismissed or ChatNotice.Refused, TimeSpan.FromSeconds(20));
        await AwaitOpenAsync(registry);
        foreach (var name in (string[])["alice", "bob", "carol"])
        {
            var again = CreateSession();
            Sessions(registry, again);
            await RegisterAsync(again, name);
        }
    }

    [RegistryFact]
    public async Task When_the_registry_stops_every_session_is_dismissed()
    {
        var alice = await JoinAsync("alice");
        Sys.Stop(_registryOf[alice.Ref]);
        await alice.ExpectMsgAsync<ChatNotice.Dismissed>();
    }

    private static ChatRequest.Register Register(string name) => new(ChatName.Parse(name), MaxListedUsers: 255);

    private static ChatMessage Text(string sender, string text) =>
        ChatMessage.Broadcast(ChatName.Parse(sender), Frames.Bytes(text), 255);

    private static IEnumerable<string> Names(ReadOnlyMemory<ChatName> users) =>
        users.ToArray().Select(user => Encoding.UTF8.GetString(user.Text));

    private async Task ExpectTextAsync(TestProbe session, string sender, string text) =>
        Assert.Equal(Frames.Message(sender, text), await NextFrameAsync(session));

    /// <summary>The next frame that a session was delivered; several may come in one message.</summary>
    private async Task<byte[]> NextFrameAsync(TestProbe session)
    {
        var unread = _unread[session.Ref];
        if (unread.Count == 0)
        {
            foreach (var frame in (await session.ExpectMsgAsync<ChatMessage>()).Frames) unread.Enqueue(frame.ToArray());
        }

        return unread.Dequeue();
    }

    /// <summary>Puts sessions to one registry, out of turn.</summary>
    private void Sessions(IActorRef registry, params TestProbe[] sessions)
    {
        foreach (var session in sessions) _registryOf[session.Ref] = registry;
    }

    private async Task RegisterAsync(TestProbe session, string name)
    {
        Ask(session, Register(name));
        await session.FishForMessageAsync(static message => message is ChatNotice.Registered, TimeSpan.FromSeconds(20));
    }

    private static async Task AwaitOpenAsync(IActorRef registry)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await registry.Ask<ChatHealth>(GetChatHealth.Instance, TimeSpan.FromSeconds(20))).IsOpen)
            await Task.Delay(10, deadline.Token); // Polled: the registry tells nobody.
    }

    private TestProbe CreateSession()
    {
        var session = CreateTestProbe();
        _unread.Add(session.Ref, new Queue<byte[]>());
        _registryOf.Add(session.Ref, _registries[_registryOf.Count % _registries.Length]);
        return session;
    }

    private void Ask(TestProbe session, ChatRequest request) => _registryOf[session.Ref].Tell(request, session.Ref);

    private async Task<TestProbe> JoinAsync(string name, params string[] others)
    {
        var session = CreateSession();
        Ask(session, Register(name));
        var registered = await session.ExpectMsgAsync<ChatNotice.Registered>();
        Assert.Equal([name, .. others], Names(registered.Users));
        return session;
    }
}
