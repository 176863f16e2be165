using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports;

/// <summary>The <c>HOST:PORT</c> of a URI, as every transport over IP has it.</summary>
/// <param name="Host">An IPv4 or IPv6 address without brackets, or a host name.</param>
/// <param name="Port">0 to 65535, or null when the text names none.</param>
internal readonly record struct HostAndPort(string Host, int? Port)
{
    private static readonly SearchValues<char> DottedDigits = SearchValues.Create("0123456789.");

    /// <summary>Reads <c>HOST</c> or <c>HOST:PORT</c>; an IPv6 address stands in brackets.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out HostAndPort result)
    {
        result = default;
        var host = text;
        int? port = null;
        var hostEnd = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
        if (hostEnd >= 0 && hostEnd < text.Length)
        {
            if (text[hostEnd] != ':' || !TryParsePort(text[(hostEnd + 1)..], out var number)) return false;
            host = text[..hostEnd];
            port = number;
        }

        if (!TryParseHost(host, out var name)) return false;
        result = new HostAndPort(name, port);
        return true;
    }

    /// <summary>Writes an address the way it is read: IPv6 in brackets.</summary>
    public static string Format(string host, int port)
    {
        var isV6 = IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        var number = port.ToString(CultureInfo.InvariantCulture);
        return isV6 ? $"[{host}]:{number}" : $"{host}:{number}";
    }

    /// <summary>Whether a text is a host as it stands outside of a URI: a name or an address, IPv6 without brackets.</summary>
    public static bool IsHost(string text) => text.Contains(':', StringComparison.Ordinal)
        ? IPAddress.TryParse(text, out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6 && text[0] != '['
        : IsNameOrV4(text);

    /// <summary>The zone of an IPv6 address, if no interface of this machine has that name: then the framework leaves it out.</summary>
    public static string? UnknownZone(string host) =>
        host.IndexOf('%', StringComparison.Ordinal) is >= 0 and var at && IPAddress.TryParse(host, out var address) && address.ScopeId == 0
            ? host[(at + 1)..]
            : null;

    private static bool TryParsePort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    private static bool TryParseHost(ReadOnlySpan<char> text, out string host)
    {
        host = string.Empty;
        if (text.IsEmpty) return false;
        if (text[0] == '[')
        {
            if (text[^1] != ']' || !IPAddress.TryParse(text[1..^1], out var v6)
                || v6.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return false;
            }

            host = text[1..^1].ToString();
            return true;
        }

        host = text.ToString();
        return IsNameOrV4(host);
    }

    // Digits and dots are an address or a slip of one, never a name: 127.0.0.256 must not go to DNS, and 1.2.3 is not to mean 1.2.0.3
    // as it did of old.
    private static bool IsNameOrV4(string host) => host.AsSpan().ContainsAnyExcept(DottedDigits)
        ? Uri.CheckHostName(host) == UriHostNameType.Dns
        : IPAddress.TryParse(host, out var v4) && v4.ToString() == host;
}
