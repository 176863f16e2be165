using System.IO.Pipelines;
using System.Net;
using Akka.Actor;
using Akka.IO;

namespace ActorEcho.Tests.Transports.Behaviour;

/// <summary>A network without an operating system: takes the same messages as Akka.IO's TCP, and joins both sides with pipes.</summary>
internal sealed class MemoryNetworkActor : UntypedActor
{
    private readonly Dictionary<EndPoint, IActorRef> _handlers = [];
    private int _lastPort;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tcp.Bind bind:
                var address = NextAddress();
                _handlers[address] = bind.Handler;
                Context.ActorOf(Props.Create(() => new Acceptor(bind.Handler, address)));
                break;
            case Connect connect when _handlers.TryGetValue(connect.Server, out var handler):
                var client = NextAddress();
                var toServer = new Pipe();
                var toClient = new Pipe();
                var connection = Context.ActorOf(Props.Create(() => new MemoryConnectionActor(toServer.Reader, toClient.Writer)));
                handler.Tell(new Tcp.Connected(client, connect.Server), connection);
                Sender.Tell(PeerOf(toClient.Reader, toServer.Writer, connection));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static Peer PeerOf(PipeReader reader, PipeWriter writer, IActorRef connection) => new(
        new MemoryStreamPair(reader, writer),
        () => writer.CompleteAsync().AsTask(),
        () => connection.Tell(MemoryConnectionActor.PeerAborted.Instance));

    private IPEndPoint NextAddress() => new(IPAddress.Loopback, ++_lastPort);

    internal sealed record Connect(EndPoint Server);

    /// <summary>Stands for a listening socket.</summary>
    private sealed class Acceptor(IActorRef handler, EndPoint address) : UntypedActor
    {
        protected override void PreStart() => handler.Tell(new Tcp.Bound(address), Self);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Tcp.ResumeAccepting:
                    break;
                case Tcp.Unbind:
                    Sender.Tell(Tcp.Unbound.Instance, Self);
                    Context.Stop(Self);
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }
    }
}
