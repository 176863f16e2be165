using System.Collections.Immutable;
using System.Net;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Unix;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads one listener, and the defaults that all of them share.</summary>
internal sealed class ListenerReader(TransportRegistry transports)
{
    private const string ProxyProtocolFrom = "proxy-protocol-from";

    /// <summary>The bits of ::ffff:0:0/96, which stand before an IPv4 address.</summary>
    private const int MappedPrefix = 96;

    private static readonly IProtocolReader[] Protocols = [new EchoReader(), new PingPongReader(), new ChatReader()];

    /// <summary>Reads <c>actor-echo.defaults</c>: every key that a listener may have, but for its address and protocol.</summary>
    public ListenerDefaults ReadDefaults(SectionReader section)
    {
        var defaults = ListenerDefaults.BuiltIn;
        defaults = defaults with { Limits = ListenerLimitsReader.Read(section, defaults.Limits) };
        defaults = Protocols.Aggregate(defaults, (read, protocol) => protocol.ReadDefaults(section, read));
        defaults = defaults with
        {
            ProxyNetworks = ReadProxyNetworks(section, defaults.ProxyNetworks),
            Transports = transports.All.Where(static transport => transport.HasSettings).ToImmutableDictionary(
                static transport => transport.Scheme, transport => Read(transport, section, transport.ReadDefaults)),
        };
        section.RejectUnknownKeys();
        return defaults;
    }

    /// <summary>Reads one listener; null when its address or protocol cannot be told. Every problem is left behind.</summary>
    public ListenerSettings? Read(string name, SectionReader section, ListenerDefaults defaults)
    {
        var protocol = ReadProtocol(section);
        var bind = ReadBind(section);
        var limits = ListenerLimitsReader.Read(section, defaults.Limits);
        var settings = protocol?.Read(section, defaults);
        var proxyNetworks = ReadProxyNetworks(section, defaults.ProxyNetworks);
        var transport = bind is null ? null : transports.Find(bind.Scheme);
        var transportSettings = transport is not { HasSettings: true }
            ? TransportSettings.None
            : Read(transport, section, own => transport.ReadSettings(own, defaults.Transports[transport.Scheme]));

        if (protocol is null)
        {
            // Nobody can say whether these are wrong before the protocol is right.
            section.Tolerate(Protocols.SelectMany(static any => any.Keys));
        }

        if (transport is null) section.Tolerate(transports.Schemes);
        section.RejectUnknownKeys(key => ExplainForeignKey(key, protocol, bind));
        if (limits.Acceptors > 1) CheckAcceptors(section, bind);
        if (bind is UnixBindAddress && !proxyNetworks.IsEmpty && section.Has(ProxyProtocolFrom))
            section.Reject(ProxyProtocolFrom, $"names networks, but clients of {bind} come from none; take it out");
        return bind is null || settings is null
            ? null
            : new ListenerSettings(name, bind, settings, limits) { Transport = transportSettings, ProxyNetworks = proxyNetworks };
    }

    private static TransportSettings Read(ITransport transport, SectionReader section, Func<SectionReader, TransportSettings> read)
    {
        var own = section.Section(transport.Scheme);
        var settings = read(own);
        own.RejectUnknownKeys();
        return settings;
    }

    private static ImmutableArray<IPNetwork> ReadProxyNetworks(SectionReader section, ImmutableArray<IPNetwork> fallback) =>
        section.List(
            ProxyProtocolFrom,
            fallback,
            "a list of networks in CIDR notation, such as [\"10.0.0.0/8\", \"fd00::/8\"]",
            static text => IPNetwork.TryParse(text, out var network) ? Unmapped(network) : (IPNetwork?)null);

    /// <summary>IPv4 clients are looked for by their IPv4 addresses, also where they come in IPv6's clothes.</summary>
    private static IPNetwork Unmapped(IPNetwork network) => network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= MappedPrefix
        ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedPrefix)
        : network;

    private static void CheckAcceptors(SectionReader section, BindAddress? bind)
    {
        if (bind is HostBindAddress { Port: 0 })
            section.RejectSection("several acceptors cannot share port 0, since each would get a port of its own; name a port or set acceptors = 1");
        else if (bind is not null and not HostBindAddress)
            section.RejectSection($"several acceptors cannot share {bind}; set acceptors = 1");
    }

    private static IProtocolReader? ReadProtocol(SectionReader section)
    {
        const string key = "protocol";
        var allowed = SectionReader.OneOf(Protocols.Select(static protocol => protocol.Name));
        if (section.Required(key, allowed) is not { } value)
        {
            return null;
        }

        var protocol = Array.Find(Protocols, protocol => protocol.Name == value.GetString());
        if (protocol is null)
        {
            section.Reject(key, value, allowed);
        }

        return protocol;
    }

    private BindAddress? ReadBind(SectionReader section)
    {
        const string key = "bind";
        if (section.Required(key, "a URI such as \"tcp://127.0.0.1:9000\"") is not { } value)
        {
            return null;
        }

        var uri = value.GetString() ?? string.Empty;
        var schemeEnd = uri.IndexOf("://", StringComparison.Ordinal);
        var transport = schemeEnd < 0 ? null : transports.Find(uri[..schemeEnd]);
        if (transport is null)
        {
            section.Reject(key, value, $"a URI that begins with {string.Join(" or ", transports.Schemes.Select(static s => s + "://"))}");
            return null;
        }

        if (!transport.TryParseBind(uri, out var address))
        {
            section.Reject(key, value, transport.BindForm);
        }

        return address;
    }

    private string? ExplainForeignKey(string key, IProtocolReader? spoken, BindAddress? bind)
    {
        if (Array.Find(Protocols, protocol => protocol.Keys.Contains(key)) is { } owner)
            return $"a setting of protocol {owner.Name}, but this listener speaks {spoken?.Name}";
        return transports.Find(key) is { HasSettings: true } transport
            ? $"settings of {transport.Scheme}://, but this listener binds {bind}"
            : null;
    }
}
