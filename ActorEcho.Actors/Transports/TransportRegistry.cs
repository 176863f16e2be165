using System.Collections.Immutable;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Actors.Transports.Unix;

namespace ActorEcho.Actors.Transports;

/// <summary>The transports that a server knows, by scheme. Immutable.</summary>
public sealed class TransportRegistry
{
    private readonly ImmutableArray<ITransport> _transports;

    private TransportRegistry(ImmutableArray<ITransport> transports) => _transports = transports;

    /// <summary>The transports that come with the server.</summary>
    public static TransportRegistry BuiltIn { get; } = new([new TcpTransport(), new TlsTransport(), new UnixTransport()]);

    /// <summary>The transports, in the order of registration.</summary>
    internal ImmutableArray<ITransport> All => _transports;

    /// <summary>The schemes, in the order of registration.</summary>
    public IEnumerable<string> Schemes => _transports.Select(transport => transport.Scheme);

    /// <summary>A registry that also knows another transport.</summary>
    /// <param name="transport">The transport.</param>
    /// <returns>The larger registry; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The scheme is taken.</exception>
    public TransportRegistry With(ITransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return Find(transport.Scheme) is null
            ? new TransportRegistry(_transports.Add(transport))
            : throw new ArgumentException($"A transport for {transport.Scheme}:// is registered already.", nameof(transport));
    }

    /// <summary>The transport of a scheme.</summary>
    /// <param name="scheme">The scheme, in any casing.</param>
    /// <returns>The transport, or null when there is none.</returns>
    public ITransport? Find(string scheme) =>
        _transports.FirstOrDefault(transport => transport.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase));
}
