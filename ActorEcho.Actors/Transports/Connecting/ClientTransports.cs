using System.Collections.Immutable;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>The transports that a client can choose from, the highest priority first. Immutable.</summary>
public sealed class ClientTransports
{
    private readonly ImmutableArray<IClientTransport> _byPriority;

    private ClientTransports(ImmutableArray<IClientTransport> byPriority) => _byPriority = byPriority;

    /// <summary>No transport.</summary>
    public static ClientTransports None { get; } = new([]);

    /// <summary>The transports that come with ActorEcho, over the operating system's network: tls, tcp and unix.</summary>
    public static ClientTransports BuiltIn { get; } = Over(SystemNetwork.Instance, TimeProvider.System);

    /// <summary>The schemes, in the order in which they are tried.</summary>
    public IEnumerable<string> Schemes => _byPriority.Select(transport => transport.Scheme);

    /// <summary>The built-in transports over another network.</summary>
    /// <param name="network">Resolves names and connects.</param>
    /// <param name="clock">Times the race between addresses.</param>
    /// <returns>The transports.</returns>
    public static ClientTransports Over(IClientNetwork network, TimeProvider clock)
    {
        var dialer = new HostDialer(network, clock);
        return None
            .With(new TlsClientTransport(dialer))
            .With(new TcpClientTransport(dialer))
            .With(new UnixClientTransport(network));
    }

    /// <summary>A registry that also knows another transport; among equal priorities the earlier one comes first.</summary>
    /// <param name="transport">The transport.</param>
    /// <returns>The larger registry; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The scheme is taken.</exception>
    public ClientTransports With(IClientTransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return Find(transport.Scheme) is null
            ? new ClientTransports([.. _byPriority.Add(transport).OrderByDescending(entry => entry.Priority)])
            : throw new ArgumentException($"A transport for {transport.Scheme}:// is registered already.", nameof(transport));
    }

    /// <summary>The transport of a scheme.</summary>
    /// <param name="scheme">The scheme, in any casing.</param>
    /// <returns>The transport, or null when there is none.</returns>
    public IClientTransport? Find(string scheme) =>
        _byPriority.FirstOrDefault(transport => transport.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ways to a target, in order: those for which enough is known, or all when it is for none.</summary>
    internal ConnectWay[] WaysTo(ConnectTarget target)
    {
        var ways = _byPriority
            .Where(transport => target.Scheme is null || transport.Scheme.Equals(target.Scheme, StringComparison.OrdinalIgnoreCase))
            .Select(transport => ConnectWay.Of(transport, target.Values))
            .ToArray();
        var complete = Array.FindAll(ways, way => way.IsComplete);
        return complete.Length > 0 ? complete : ways;
    }
}
