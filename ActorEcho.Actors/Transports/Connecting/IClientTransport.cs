using System.Collections.Immutable;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>
/// A way to connect, registered in <see cref="ClientTransports"/>: the built-in ones come through the same door.
/// Implementations are thread-safe.
/// </summary>
/// <remarks>
/// Apart from the server's <see cref="ITransport"/> on purpose: a server knows what it starts, a client knows where it
/// wants to go and leaves the how to what is registered.
/// </remarks>
public interface IClientTransport
{
    /// <summary>The scheme, in lower case, without <c>://</c>.</summary>
    string Scheme { get; }

    /// <summary>Where no scheme is named, the transport with the higher priority is tried first.</summary>
    int Priority { get; }

    /// <summary>What it connects with. A transport that does not list a value that was given is not tried, since it
    /// would ignore what was asked for.</summary>
    ImmutableArray<TransportNeed> Needs { get; }

    /// <summary>Connects.</summary>
    /// <param name="values">What is known; the required values and those with a default are there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection, ready for the first byte.</returns>
    /// <exception cref="ConnectFailedException">No way of this transport led there; it tells each and why.</exception>
    Task<ClientStream> ConnectAsync(EndpointValues values, CancellationToken cancellationToken);
}
