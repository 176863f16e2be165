using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>The order in which the addresses of a host are tried (RFC 8305, section 4).</summary>
internal static class AddressOrder
{
    /// <summary>
    /// The addresses with the families in turns, beginning with the family that the resolver put first, so that a
    /// family that does not work costs one attempt's delay and not one for each of its addresses. Within a family the
    /// resolver's order stays; doubles go.
    /// </summary>
    public static IPAddress[] Interleave(IEnumerable<IPAddress> resolved)
    {
        var addresses = resolved.Distinct().ToArray();
        if (addresses.Length == 0) return addresses;
        var first = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily));
        var other = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily));
        for (var i = 0; i < addresses.Length; i++)
        {
            (first, other) = (other, first);
            addresses[i] = other.Count > 0 ? other.Dequeue() : first.Dequeue();
        }

        return addresses;
    }

    /// <summary>An address that sockets can connect to.</summary>
    public static bool IsUsable(IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
}
