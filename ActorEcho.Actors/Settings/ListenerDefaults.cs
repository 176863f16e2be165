using System.Collections.Immutable;
using System.Net;
using ActorEcho.Actors.Transports;

namespace ActorEcho.Actors.Settings;

/// <summary>What holds for a listener that does not say otherwise: the built-in defaults, or what <c>actor-echo.defaults</c> makes of them.</summary>
/// <param name="Limits">For every listener.</param>
/// <param name="Echo">For those that echo.</param>
/// <param name="PingPong">For those that play ping-pong.</param>
/// <param name="Chat">For those that let clients chat.</param>
internal sealed record ListenerDefaults(
    ListenerLimits Limits, EchoSettings Echo, PingPongSettings PingPong, ChatSettings Chat)
{
    /// <summary>The built-in defaults.</summary>
    public static ListenerDefaults BuiltIn { get; } =
        new(ListenerLimits.Default, EchoSettings.Default, PingPongSettings.Default, ChatSettings.Default);

    /// <summary>For the transports that have settings, by scheme.</summary>
    public ImmutableDictionary<string, TransportSettings> Transports { get; init; } =
        ImmutableDictionary<string, TransportSettings>.Empty;

    /// <inheritdoc cref="ListenerSettings.ProxyNetworks"/>
    public ImmutableArray<IPNetwork> ProxyNetworks { get; init; } = [];
}
