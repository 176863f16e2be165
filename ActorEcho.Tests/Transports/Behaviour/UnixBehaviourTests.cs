using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Unix;

namespace ActorEcho.Tests.Transports.Behaviour;

public class UnixBehaviourTests : TransportBehaviour
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actorecho-").FullName;

    protected override BindAddress Bind => new UnixBindAddress(Path.Combine(_directory, "echo.sock"));

    protected override TransportSettings Transport => UnixSettings.Default;

    private protected override Task<Peer> ConnectAsync(EndPoint server) => Peer.ConnectAsync(server);

    protected override void CheckClient(ConnectionInfo client) => Assert.IsType<UnixDomainSocketEndPoint>(client.RemoteAddress);

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }
}
