using System.Net.Sockets;

namespace Akka.IO;

/// <summary>
/// How a listener answers failures to accept. A connection that ended while it waited, or whose network failed (accept(2)
/// lists how), costs nothing; when descriptors or memory run out, accepting pauses, longer each time, because trying again at
/// once would only spin; anything else means that the socket no longer listens.
/// </summary>
internal sealed class AcceptFailures
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private TimeSpan _pause = ShortestPause;

    /// <summary>Whether descriptors or memory have run out and no accept has succeeded since.</summary>
    public bool IsShortage => _pause != ShortestPause;

    /// <summary>How long to wait before accepting again; null when there is no use in it.</summary>
    public TimeSpan? PauseAfter(Exception cause)
    {
        switch ((cause as SocketException)?.SocketErrorCode)
        {
            case SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.Interrupted
                or SocketError.WouldBlock or SocketError.TryAgain or SocketError.TimedOut or SocketError.NetworkDown
                or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.HostUnreachable
                or SocketError.ProtocolOption or SocketError.OperationNotSupported:
                return TimeSpan.Zero;
            case SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.ProcessLimit:
                var pause = _pause;
                _pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                return pause;
            default:
                return null;
        }
    }

    /// <summary>An accept has succeeded: the shortage is over.</summary>
    public void OnSuccess() => _pause = ShortestPause;
}
