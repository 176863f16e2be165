using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Connects to a host by name or address: resolves, orders the addresses, races them. Thread-safe.</summary>
/// <param name="network">Resolves and connects.</param>
/// <param name="clock">Times the race.</param>
internal sealed class HostDialer(IClientNetwork network, TimeProvider clock)
{
    private readonly AddressRace _race = new(clock);

    /// <summary>Connects to the first address that answers.</summary>
    /// <param name="scheme">The transport's scheme, for <see cref="ClientStream.Peer"/> and errors.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="secure">What is done to a connection before it counts as one, such as a TLS handshake: an address whose
    /// server fails in it loses its turn. Disposes of the connection when it fails.</param>
    /// <param name="cancellationToken">Gives up; then the error lists what was under way.</param>
    /// <exception cref="ConnectFailedException">No address answers.</exception>
    public async Task<ClientStream> DialAsync(
        string scheme,
        string host,
        int port,
        Func<ClientStream, CancellationToken, Task<ClientStream>> secure,
        CancellationToken cancellationToken)
    {
        var addresses = AddressOrder.Interleave(await ResolveAsync(scheme, host, port, cancellationToken));
        // An address is told as it was named: the framework has a number for its zone.
        var named = IPAddress.TryParse(host, out _) ? host : null;
        var peers = addresses.Select(address => $"{scheme}://{HostAndPort.Format(named ?? address.ToString(), port)}").ToArray();
        var (winner, failures) = await _race.RunAsync(
            Enumerable.Range(0, addresses.Length).ToArray(),
            async (index, giveUp) => await secure(
                await network.ConnectAsync(new IPEndPoint(addresses[index], port), peers[index], giveUp), giveUp),
            cancellationToken);
        return winner ?? throw Failed(scheme, host, port, peers, failures);
    }

    private static ConnectFailedException Failed(
        string scheme, string host, int port, string[] peers, Exception?[] failures)
    {
        var attempts = peers.Zip(failures, static (peer, failure) => new ConnectAttempt(peer, failure switch
        {
            null => "not tried; the time was up",
            OperationCanceledException => "no answer before the time was up",
            _ => ConnectReason.Of(failure),
        })
        {
            RefusedCertificate = (failure as ServerNotTrustedException)?.Fingerprint,
        });
        return new ConnectFailedException($"{scheme}://{HostAndPort.Format(host, port)}", [.. attempts]);
    }

    private async Task<ImmutableArray<IPAddress>> ResolveAsync(
        string scheme, string host, int port, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address)) return [address];
        string reason;
        try
        {
            // The system's resolver asks for both families itself and orders them as RFC 6724 says.
            var resolved = await network.ResolveAsync(host, cancellationToken);
            var usable = resolved.Where(AddressOrder.IsUsable).ToImmutableArray();
            if (usable.Length > 0) return usable;
            reason = "the name has no address";
        }
        catch (SocketException exception)
        {
            reason = $"the name does not resolve: {exception.Message}";
        }
        catch (ArgumentOutOfRangeException)
        {
            reason = "the name does not resolve: it is longer than a name can be";
        }

        var where = $"{scheme}://{HostAndPort.Format(host, port)}";
        throw new ConnectFailedException(where, [new ConnectAttempt(where, reason)]);
    }
}
