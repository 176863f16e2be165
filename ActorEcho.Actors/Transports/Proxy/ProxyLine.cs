using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorEcho.Actors.Transports.Proxy;

/// <summary>Version 1 of the PROXY protocol: one line of ASCII (section 2.1).</summary>
internal static class ProxyLine
{
    /// <summary>Reads a whole line, from <c>PROXY</c> to LF.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out ProxyHeader header)
    {
        header = ProxyHeader.Unnamed;
        if (line is not [.., (byte)'\r', (byte)'\n']) return false;
        var words = Encoding.ASCII.GetString(line[..^2]).Split(' ');
        // After UNKNOWN anything may follow, and is to be ignored.
        if (words[1] == "UNKNOWN") return true;
        var family = words[1] switch
        {
            "TCP4" => AddressFamily.InterNetwork,
            "TCP6" => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unknown,
        };
        if (words.Length != 6 || family == AddressFamily.Unknown) return false;
        if (!TryParseEndPoint(words[2], words[4], family, out var source) || !TryParseEndPoint(words[3], words[5], family, out var destination))
            return false;
        header = new ProxyHeader(source, destination);
        return true;
    }

    private static bool TryParseEndPoint(string address, string port, AddressFamily family, out IPEndPoint? endPoint)
    {
        endPoint = null;
        if (!IPAddress.TryParse(address, out var ip) || ip.AddressFamily != family) return false;
        // Neither 1.2 for 1.0.0.2 nor a zone, which means something on the proxy alone.
        if (family == AddressFamily.InterNetwork ? ip.ToString() != address : address.AsSpan().ContainsAny('%', '[')) return false;
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        endPoint = new IPEndPoint(ip, number);
        return true;
    }
}
