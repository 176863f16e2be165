using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports;

/// <summary>Plain TCP: <c>tcp://HOST:PORT</c>.</summary>
public sealed class TcpTransport : ITransport
{
    private static readonly SearchValues<char> DottedDigits = SearchValues.Create("0123456789.");

    /// <inheritdoc/>
    public string Scheme => TcpBindAddress.TcpScheme;

    /// <inheritdoc/>
    public string BindForm => "tcp://HOST:PORT with an IPv4 address, an IPv6 address in brackets or a host name, and a port from 0 to 65535";

    /// <inheritdoc/>
    public bool TryParseBind(string uri, out BindAddress? address)
    {
        ArgumentNullException.ThrowIfNull(uri);
        address = null;
        var prefix = Scheme.Length + "://".Length;
        if (uri.Length <= prefix)
        {
            return false;
        }

        var authority = uri.AsSpan(prefix);
        var colon = authority.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > IPEndPoint.MaxPort)
        {
            return false;
        }

        var host = authority[..colon];
        if (host[0] == '[')
        {
            if (host[^1] != ']' || !IPAddress.TryParse(host[1..^1], out var v6)
                || v6.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return false;
            }

            address = new TcpBindAddress(host[1..^1].ToString(), port);
            return true;
        }

        // Digits and dots are an address or a slip of one, never a name: 127.0.0.256 must not go to DNS, and 1.2.3 is not
        // to mean 1.2.0.3 as it did of old.
        var name = host.ToString();
        var isHost = host.ContainsAnyExcept(DottedDigits)
            ? Uri.CheckHostName(name) == UriHostNameType.Dns
            : IPAddress.TryParse(name, out var v4) && v4.ToString() == name;
        if (!isHost)
        {
            return false;
        }

        address = new TcpBindAddress(name, port);
        return true;
    }
}
