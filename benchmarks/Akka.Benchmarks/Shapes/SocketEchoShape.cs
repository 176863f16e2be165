using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;

namespace Akka.Benchmarks.Shapes;

/// <summary>A plain client and an actor that sends back what it gets, through the engine's TCP: one read and one write each time.</summary>
internal sealed class SocketEchoShape : Shape
{
    public const int RoundTrips = 20_000;

    private readonly byte[] _sent = new byte[64];
    private readonly byte[] _received = new byte[64];
    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public SocketEchoShape()
    {
        Random.Shared.NextBytes(_sent);
        var bound = new TaskCompletionSource<EndPoint>(TaskCreationOptions.RunContinuationsAsynchronously);
        System.ActorOf(Props.Create(() => new Listener(bound)));
        _client.Connect(bound.Task.WaitAsync(Patience).GetAwaiter().GetResult());
    }

    public override int Operations => RoundTrips;

    public override void Run()
    {
        for (var i = 0; i < RoundTrips; i++)
        {
            _client.Send(_sent);
            for (var read = 0; read < _received.Length;)
            {
                var count = _client.Receive(_received, read, _received.Length - read, SocketFlags.None);
                read += count > 0 ? count : throw new InvalidOperationException("the engine has closed the connection");
            }
        }

        if (!_received.AsSpan().SequenceEqual(_sent))
            throw new InvalidOperationException("what came back is not what was sent");
    }

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    private sealed class Listener : UntypedActor
    {
        private readonly TaskCompletionSource<EndPoint> _bound;

        public Listener(TaskCompletionSource<EndPoint> bound)
        {
            _bound = bound;
            Context.System.Tcp().Tell(new Tcp.Bind(Self, new IPEndPoint(IPAddress.Loopback, 0)), Self);
        }

        protected override void OnReceive(object message)
        {
            if (message is Tcp.Bound bound)
            {
                _bound.SetResult(bound.LocalAddress);
            }
            else if (message is Tcp.Connected)
            {
                var connection = Sender;
                var echo = Context.ActorOf(Props.Create(() => new Echo(connection)).WithDispatcher(LoopDispatcher));
                connection.Tell(new Tcp.Register(echo), Self);
            }
        }
    }

    private sealed class Echo(IActorRef connection) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Tcp.Received received)
                connection.Tell(Tcp.Write.Create(received.Data), Self);
        }
    }
}
