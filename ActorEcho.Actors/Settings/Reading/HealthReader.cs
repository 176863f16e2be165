using System.Net;
using ActorEcho.Actors.Transports;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads where a node tells how it is.</summary>
internal static class HealthReader
{
    private const string Scheme = "http://";
    private const string Bind = "bind";
    private const string BindAllowed = "http://ADDRESS:PORT with an IPv4 address or an IPv6 address in brackets, and a port from 0 to 65535";

    /// <summary>The settings; null, and a problem, when there is no address.</summary>
    public static HealthSettings? Read(SectionReader section)
    {
        var value = section.Required(Bind, BindAllowed);
        section.RejectUnknownKeys();
        if (value is null) return null;
        if (Parse(value.GetString()) is { } address) return new HealthSettings(address);
        section.Reject(Bind, value, BindAllowed);
        return null;
    }

    // No host names: Kestrel takes one that it does not know for every address of the machine.
    private static IPEndPoint? Parse(string? uri) =>
        uri is not null
        && uri.StartsWith(Scheme, StringComparison.Ordinal)
        && HostAndPort.TryParse(uri.AsSpan(Scheme.Length), out var authority)
        && authority.Port is { } port
        && IPAddress.TryParse(authority.Host, out var address)
            ? new IPEndPoint(address, port)
            : null;
}
