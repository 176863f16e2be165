using System.Net;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Transports;
using Akka.Actor;

namespace ActorEcho.Tests.Transports.Behaviour;

public class MemoryBehaviourTests : TransportBehaviour
{
    private readonly IActorRef _network;

    public MemoryBehaviourTests() => _network = Sys.ActorOf(Props.Create(() => new MemoryNetworkActor()), "memory");

    protected override BindAddress Bind => new TcpBindAddress("127.0.0.1", 0);

    protected override IActorRef Network => _network;

    private protected override async Task<Peer> ConnectAsync(EndPoint server) =>
        await _network.Ask<Peer>(new MemoryNetworkActor.Connect(server), TimeSpan.FromSeconds(20));

    protected override void CheckClient(ConnectionInfo client) => Assert.Null(client.Tls);
}
