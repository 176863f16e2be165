using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Epoll;

/// <summary>Reads and writes the kernel's form of an address (struct sockaddr).</summary>
internal static unsafe class SocketAddresses
{
    /// <summary>The longest form: that of a unix socket.</summary>
    public const int MaxLength = 112;

    private const int FamilyUnix = 1;
    private const int FamilyIpv4 = 2;
    private const int FamilyIpv6 = 10;

    // The longest form but for the NUL that the kernel may count behind a path that fills it.
    private const int MaxUnixLength = 110;

    // A client's socket mostly has no name.
    private static readonly UnixDomainSocketEndPoint Unnamed = new("\0");

    public static int FamilyOf(EndPoint address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => FamilyIpv4,
        AddressFamily.InterNetworkV6 => FamilyIpv6,
        AddressFamily.Unix => FamilyUnix,
        _ => throw new SocketException((int)SocketError.AddressFamilyNotSupported),
    };

    /// <summary>Reads an address. Where its host is that of another one, both share the object: many clients come through one proxy.</summary>
    public static EndPoint Read(ReadOnlySpan<byte> address, IPAddress? known = null)
    {
        if (address.Length < 2)
            return Unnamed;
        switch (BitConverter.ToUInt16(address))
        {
            case FamilyIpv4:
                return new IPEndPoint(Host(address.Slice(4, 4), 0, known), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
            case FamilyIpv6:
                return new IPEndPoint(Host(address.Slice(8, 16), BitConverter.ToUInt32(address[24..]), known), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
            default:
                return address.Length > 2 ? Named(address[..Math.Min(address.Length, MaxUnixLength)]) : Unnamed;
        }
    }

    // Byte by byte, since a client may give its socket a name that is no text, or one without room for a NUL behind it.
    private static EndPoint Named(ReadOnlySpan<byte> address)
    {
        var serialized = new SocketAddress(AddressFamily.Unix, address.Length);
        address.CopyTo(serialized.Buffer.Span);
        return Unnamed.Create(serialized);
    }

    private static IPAddress Host(ReadOnlySpan<byte> bytes, uint scope, IPAddress? known)
    {
        Span<byte> knownBytes = stackalloc byte[16];
        if (known is not null && known.TryWriteBytes(knownBytes, out var length) && bytes.SequenceEqual(knownBytes[..length])
            && (known.AddressFamily == AddressFamily.InterNetwork || known.ScopeId == scope))
        {
            return known;
        }
        return bytes.Length == 4 ? new IPAddress(bytes) : new IPAddress(bytes, scope);
    }

    public static EndPoint LocalOf(int descriptor)
    {
        var buffer = stackalloc byte[MaxLength];
        var length = MaxLength;
        return Libc.GetSocketName(descriptor, buffer, &length) == 0
            ? Read(new ReadOnlySpan<byte>(buffer, Math.Min(length, MaxLength)))
            : throw Errno.LastException();
    }
}
