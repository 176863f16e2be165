using System.Net.Security;
using System.Net.Sockets;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Tests.Transports.Behaviour;
using Akka.Actor;

namespace ActorEcho.Tests.Transports.Tls;

/// <summary>Clients that say close_notify and leave their sockets open: nothing is left to wait for.</summary>
public class TlsClosingTests : TransportTest
{
    private static readonly TlsSettings Development = new() { Certificates = [new DevelopmentCertificate()] };

    private static readonly ListenerLimits Patient = ListenerLimits.Default with { DrainTimeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_client_that_ends_first_is_not_waited_for()
    {
        var server = await ServeTlsAsync(Development, Patient);
        var (tls, socket) = await Peer.HandshakeAsync(server);
        await NextClientAsync();
        await EventFilter.Debug(contains: "disconnected: the client finished").ExpectOneAsync(tls.ShutdownAsync);
        await ExpectEndAsync(tls, socket);
    }

    [Fact]
    public async Task A_client_that_answers_the_end_is_not_waited_for()
    {
        var server = await ServeTlsAsync(Development, Patient);
        var (tls, socket) = await Peer.HandshakeAsync(server);
        await NextClientAsync();
        var stopping = Listeners.Ask<ListenersStopped>(new StopListeners(TimeSpan.FromMinutes(5)), Patience);
        await ExpectEndAsync(tls, socket, answer: true);
        await stopping;
    }

    // TLS's end, and after it that of the socket below.
    private static async Task ExpectEndAsync(SslStream tls, Socket socket, bool answer = false)
    {
        var space = new byte[1];
        Assert.Equal(0, await tls.ReadAsync(space).AsTask().WaitAsync(Patience));
        if (answer) await tls.ShutdownAsync();
        Assert.Equal(0, await socket.ReceiveAsync(space).WaitAsync(Patience));
        await tls.DisposeAsync();
    }
}
