using System.Net;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Tls;

namespace ActorEcho.Tests.Transports.Behaviour;

/// <summary>TLS where the engine has no event loops of its own.</summary>
public class TlsOverSocketsBehaviourTests : TransportBehaviour
{
    public TlsOverSocketsBehaviourTests()
        : base("akka.io.tcp.transport = sockets")
    {
    }

    protected override BindAddress Bind => new TlsBindAddress("127.0.0.1", 0);

    protected override TransportSettings Transport => new TlsSettings { Certificates = [new DevelopmentCertificate()] };

    private protected override Task<Peer> ConnectAsync(EndPoint server) => Peer.ConnectTlsAsync(server);

    protected override void CheckClient(ConnectionInfo client) => Assert.NotNull(client.Tls);
}
