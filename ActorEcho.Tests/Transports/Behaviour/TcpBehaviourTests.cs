using System.Net;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Transports;

namespace ActorEcho.Tests.Transports.Behaviour;

public class TcpBehaviourTests : TransportBehaviour
{
    protected override BindAddress Bind => new TcpBindAddress("127.0.0.1", 0);

    private protected override Task<Peer> ConnectAsync(EndPoint server) => Peer.ConnectAsync(server);

    protected override void CheckClient(ConnectionInfo client)
    {
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(client.RemoteAddress).Address);
        Assert.Null(client.Tls);
    }
}
