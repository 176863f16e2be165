using ActorEcho.Actors.Transports;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads one listener, and the defaults that all of them share.</summary>
internal sealed class ListenerReader(TransportRegistry transports)
{
    private static readonly IProtocolReader[] Protocols = [new EchoReader(), new PingPongReader(), new ChatReader()];

    /// <summary>Reads <c>actor-echo.defaults</c>: every key that a listener may have, but for its address and protocol.</summary>
    public static ListenerDefaults ReadDefaults(SectionReader section)
    {
        var defaults = ListenerDefaults.BuiltIn;
        defaults = defaults with { Limits = ListenerLimitsReader.Read(section, defaults.Limits) };
        defaults = Protocols.Aggregate(defaults, (read, protocol) => protocol.ReadDefaults(section, read));
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

        if (protocol is null)
        {
            // Nobody can say whether these are wrong before the protocol is right.
            section.Tolerate(Protocols.SelectMany(static any => any.Keys));
        }

        section.RejectUnknownKeys(key => ExplainForeignKey(key, protocol));
        if (limits.Acceptors > 1 && bind is TcpBindAddress { Port: 0 })
        {
            section.RejectSection("several acceptors cannot share port 0, since each would get a port of its own; name a port or set acceptors = 1");
        }

        return bind is null || settings is null ? null : new ListenerSettings(name, bind, settings, limits);
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

    private static string? ExplainForeignKey(string key, IProtocolReader? spoken) =>
        Array.Find(Protocols, protocol => protocol.Keys.Contains(key)) is { } owner
            ? $"a setting of protocol {owner.Name}, but this listener speaks {spoken?.Name}"
            : null;
}
