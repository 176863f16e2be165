using System.Buffers.Binary;
using System.Net;

namespace ActorEcho.Actors.Transports.Proxy;

/// <summary>Version 2 of the PROXY protocol: a binary header (section 2.2).</summary>
internal static class ProxyBinary
{
    private const int AddressesAt = 16;
    private const byte Local = 0x20;

    /// <summary>Reads a whole header, whose signature and version are right.</summary>
    /// <param name="header">Its bytes, up to the addresses at least.</param>
    /// <param name="result">What it says.</param>
    public static bool TryParse(ReadOnlySpan<byte> header, out ProxyHeader result)
    {
        result = ProxyHeader.Unnamed;
        // What a proxy says on its own behalf is valid whatever the rest.
        if (header[12] == Local) return true;
        var given = BinaryPrimitives.ReadUInt16BigEndian(header[14..]);
        switch (header[13])
        {
            case 0x00: // UNSPEC
                return true;
            case 0x11: // TCP over IPv4
                return TryRead(header, given, addressBytes: 4, ref result);
            case 0x21: // TCP over IPv6
                return TryRead(header, given, addressBytes: 16, ref result);
            case 0x31: // a unix stream: paths on the proxy's machine, which say nothing here
                return given >= 216;
            default:
                return false;
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> header, int given, int addressBytes, ref ProxyHeader result)
    {
        if (given < 2 * addressBytes + 4) return false;
        var addresses = header[AddressesAt..];
        var ports = addresses[(2 * addressBytes)..];
        result = new ProxyHeader(
            new IPEndPoint(new IPAddress(addresses[..addressBytes]), BinaryPrimitives.ReadUInt16BigEndian(ports)),
            new IPEndPoint(new IPAddress(addresses.Slice(addressBytes, addressBytes)), BinaryPrimitives.ReadUInt16BigEndian(ports[2..])));
        return true;
    }
}
