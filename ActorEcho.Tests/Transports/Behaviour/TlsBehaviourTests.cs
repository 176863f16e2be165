using System.Net;
using System.Security.Authentication;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Tls;

namespace ActorEcho.Tests.Transports.Behaviour;

public class TlsBehaviourTests : TransportBehaviour
{
    protected override BindAddress Bind => new TlsBindAddress("127.0.0.1", 0);

    protected override TransportSettings Transport => new TlsSettings { Certificates = [new DevelopmentCertificate()] };

    private protected override Task<Peer> ConnectAsync(EndPoint server) => Peer.ConnectTlsAsync(server);

    protected override void CheckClient(ConnectionInfo client)
    {
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(client.RemoteAddress).Address);
        Assert.Equal(new TlsSession(SslProtocols.Tls13) { ServerName = "localhost" }, client.Tls);
    }
}
