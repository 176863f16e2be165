using System.Diagnostics.CodeAnalysis;

namespace Akka.IO.Transport;

/// <summary>One attempt to connect. Disposing ends it and closes the socket unless the connection was taken.</summary>
internal interface ITransportConnecting : IDisposable
{
    /// <summary>Takes the connection once it is established; the taker owns it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The connection ended, or refused one of its options.</exception>
    bool TryTake([NotNullWhen(true)] out ITransportConnection? connection);
}

/// <summary>What an attempt to connect tells; exactly one of the two, unless it is disposed first.</summary>
internal interface IConnectingEvents
{
    /// <summary>The connection waits in <see cref="ITransportConnecting.TryTake"/>.</summary>
    void Connected();

    /// <summary>The peer refused or cannot be reached.</summary>
    void ConnectFailed(Exception cause);
}
