using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport;

/// <summary>The file that a listening unix socket is reached by.</summary>
internal static class BoundFile
{
    /// <summary>
    /// Removes it, where the address has one. To be called before the socket is closed: by then a successor may have bound the path,
    /// and the file would be its own.
    /// </summary>
    public static void Remove(EndPoint address)
    {
        if (address is not UnixDomainSocketEndPoint || address.ToString() is not { Length: > 0 } path || path[0] is '\0' or '@')
            return;
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody has taken the directory away or its rights; the socket is closed all the same.
        }
    }
}
