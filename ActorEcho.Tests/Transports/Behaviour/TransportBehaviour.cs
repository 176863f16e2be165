using System.Net;
using System.Security.Authentication;
using System.Text;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Transports.Behaviour;

/// <summary>What every transport does; each has a class of its own that says how a listener is bound and reached.</summary>
public abstract class TransportBehaviour : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private IActorRef _listeners = ActorRefs.Nobody;
    private EndPoint _server = new IPEndPoint(IPAddress.None, 0);

    /// <param name="configuration">What the engine is told beside the level of its log.</param>
    protected TransportBehaviour(string configuration = "")
        : base(TransportTest.Configuration + configuration)
    {
    }

    /// <summary>Where the listener is bound.</summary>
    protected abstract BindAddress Bind { get; }

    protected virtual TransportSettings Transport => TransportSettings.None;

    /// <summary>Who binds.</summary>
    protected virtual IActorRef Network => Tcp.Manager(Sys);

    [Fact]
    public async Task Every_byte_comes_back_in_order_however_it_is_cut()
    {
        await ServeAsync(() => new EchoProtocol());
        await using var peer = await ConnectAsync();
        var sent = new byte[3 * 1024 * 1024];
        var random = new Random(1);
        random.NextBytes(sent);
        var sending = Task.Run(async () =>
        {
            for (var at = 0; at < sent.Length;)
            {
                var size = Math.Min(random.Next(1, 100_000), sent.Length - at);
                await peer.SendAsync(sent.AsMemory(at, size));
                at += size;
            }

            await peer.CompleteAsync();
        });
        Assert.True((await peer.ReceiveToEndAsync()).AsSpan().SequenceEqual(sent));
        await sending;
    }

    [Fact]
    public async Task A_conversation_goes_on_as_long_as_the_client_likes()
    {
        await ServeAsync(() => new EchoProtocol());
        await using var peer = await ConnectAsync();
        for (var i = 0; i < 100; i++)
        {
            await peer.SendAsync($"line {i}\r\n");
            await peer.ExpectAsync($"line {i}\r\n");
        }
    }

    [Fact]
    public async Task After_its_own_end_the_client_still_gets_what_it_is_owed_and_then_the_servers_end()
    {
        await ServeAsync(() => new EchoProtocol());
        await using var peer = await ConnectAsync();
        await peer.SendAsync("hello");
        await peer.CompleteAsync();
        Assert.Equal("hello", Encoding.ASCII.GetString(await peer.ReceiveToEndAsync()));
        await AwaitGoneAsync(1);
    }

    [Fact]
    public async Task A_server_that_closes_first_sends_its_last_answer_and_waits_for_the_client()
    {
        await ServeAsync(() => new EchoProtocol(EchoMode.Once));
        await using var peer = await ConnectAsync();
        await peer.SendAsync("hello");
        Assert.Equal("hello", Encoding.ASCII.GetString(await peer.ReceiveToEndAsync()));
        await peer.CompleteAsync();
        await peer.DisposeAsync();
        await AwaitGoneAsync(1);
    }

    [Fact]
    public async Task A_client_that_is_gone_without_a_word_leaves_nothing_behind()
    {
        await ServeAsync(() => new EchoProtocol());
        await using var peer = await ConnectAsync();
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
        peer.Abort();
        await AwaitGoneAsync(1);
    }

    [Fact]
    public async Task A_client_that_never_reads_is_held_back_and_harms_nobody()
    {
        const long far = 64L * 1024 * 1024;
        await ServeAsync(() => new EchoProtocol(), new ListenerLimits { MaxPendingBytes = 64 * 1024 });
        await using var flooder = await ConnectAsync();
        Assert.InRange(await flooder.FloodAsync(new byte[16 * 1024], far), 1, far - 1);
        await using var other = await ConnectAsync();
        await other.SendAsync("still here");
        await other.ExpectAsync("still here");
        flooder.Abort();
    }

    [Fact]
    public async Task A_protocol_that_throws_ends_its_own_connection_and_no_other()
    {
        await ServeAsync(() => new Trap());
        await using var other = await ConnectAsync();
        await other.SendAsync("hello");
        await other.ExpectAsync("hello");
        await using var peer = await ConnectAsync();
        await EventFilter.Exception<InvalidOperationException>(message: "trapped").ExpectOneAsync(() => peer.SendAsync("trap"));
        await peer.AwaitEndAsync();
        await other.SendAsync("still here");
        await other.ExpectAsync("still here");
    }

    [Fact]
    public async Task A_client_above_the_limit_is_closed_and_its_place_is_free_when_another_goes()
    {
        await ServeAsync(() => new EchoProtocol(), new ListenerLimits { MaxConnections = 1 });
        await using var first = await ConnectAsync();
        await first.SendAsync("hello");
        await first.ExpectAsync("hello");
        var refused = await Record.ExceptionAsync(async () =>
        {
            await using var second = await ConnectAsync();
            await second.SendAsync("hello");
            await second.ExpectAsync("hello");
        });
        Assert.True(refused is IOException or AuthenticationException, $"It was not closed: {refused}");
        first.Abort();
        await AwaitGoneAsync(1);
        await AwaitAssertAsync(async () =>
        {
            await using var third = await ConnectAsync();
            await third.SendAsync("hello");
            await third.ExpectAsync("hello");
        });
    }

    [Fact]
    public async Task A_server_that_stops_lets_its_clients_finish()
    {
        await ServeAsync(() => new EchoProtocol());
        await using var peer = await ConnectAsync();
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
        var stopping = _listeners.Ask<ListenersStopped>(new StopListeners(Patience), Patience);
        await peer.ExpectEndAsync();
        await peer.DisposeAsync();
        await stopping;
    }

    [Fact]
    public async Task A_server_that_stops_cuts_off_those_that_do_not_finish()
    {
        await ServeAsync(() => new EchoProtocol());
        await using var peer = await ConnectAsync();
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
        await _listeners.Ask<ListenersStopped>(new StopListeners(TimeSpan.Zero), Patience);
        await peer.AwaitEndAsync();
    }

    [Fact]
    public async Task The_protocol_is_told_who_the_client_is()
    {
        var told = new TaskCompletionSource<ConnectionInfo>();
        await ServeAsync(new HostedProtocol(client =>
        {
            told.SetResult(client);
            return new EchoProtocol();
        }));
        await using var peer = await ConnectAsync();
        CheckClient(await told.Task.WaitAsync(Patience));
    }

    private protected abstract Task<Peer> ConnectAsync(EndPoint server);

    /// <summary>What this transport knows of a client.</summary>
    protected abstract void CheckClient(ConnectionInfo client);

    private Task<Peer> ConnectAsync() => ConnectAsync(_server);

    private Task ServeAsync(Func<IProtocol> protocol, ListenerLimits? limits = null) =>
        ServeAsync(new HostedProtocol(protocol), limits);

    private async Task ServeAsync(HostedProtocol protocol, ListenerLimits? limits = null)
    {
        var settings = new ListenerSettings("test", Bind, EchoSettings.Default, limits ?? ListenerLimits.Default) { Transport = Transport };
        _listeners = Sys.ActorOf(ListenersSupervisor.Props([settings], _ => protocol, Network), "listeners");
        var bound = await _listeners.Ask<ListenersBound>(AwaitListeners.Instance, Patience);
        _server = bound.Listeners[0].Address.EndPoint;
    }

    /// <summary>Waits until nothing of the n-th client is left.</summary>
    private Task AwaitGoneAsync(int n) => AwaitConditionAsync(
        async () =>
        {
            foreach (var name in new[] { $"c{n}", $"c{n}-tls" })
            {
                var found = await Sys.ActorSelection(_listeners.Path / "test" / name).Ask<ActorIdentity>(new Identify(n), Patience);
                if (found.Subject is not null) return false;
            }

            return true;
        },
        Patience);

    /// <summary>An echo that throws on <c>trap</c>.</summary>
    private sealed class Trap : IProtocol
    {
        public void Receive(System.Buffers.ReadOnlySequence<byte> input, IProtocolOutput output)
        {
            if (Encoding.ASCII.GetString(input) == "trap") throw new InvalidOperationException("trapped");
            output.Write(input);
        }

        public void InputEnded(IProtocolOutput output) => output.Close("the client finished");
    }
}
