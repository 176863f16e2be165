using System.Net;
using System.Security.Authentication;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Tls;

namespace ActorEcho.Tests.Transports.Behaviour;

public class Tls12BehaviourTests : TransportBehaviour
{
    protected override BindAddress Bind => new TlsBindAddress("127.0.0.1", 0);

    protected override TransportSettings Transport => new TlsSettings
    {
        Certificates = [new DevelopmentCertificate()],
        Versions = SslProtocols.Tls12,
    };

    private protected override Task<Peer> ConnectAsync(EndPoint server) => Peer.ConnectTlsAsync(server);

    protected override void CheckClient(ConnectionInfo client) => Assert.Equal(SslProtocols.Tls12, client.Tls?.Version);
}
