using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Akka.IO.Transport;

/// <summary>A listening socket. Disposing closes it, and with it every accepted connection that was not taken.</summary>
internal interface ITransportListener : IDisposable
{
    /// <summary>The address bound, with the port chosen.</summary>
    EndPoint LocalAddress { get; }

    /// <summary>Allows so many accepts from now on; replaces what is left of an earlier allowance.</summary>
    void Accept(int limit);

    /// <summary>Takes one accepted connection; the taker owns it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">That connection ended, or refused one of its options.</exception>
    bool TryTake([NotNullWhen(true)] out ITransportConnection? connection);
}

/// <summary>What a listening socket tells.</summary>
internal interface IListenerEvents
{
    /// <summary>A connection waits in <see cref="ITransportListener.TryTake"/>.</summary>
    void Accepted();

    /// <summary>Accepting has failed and waits for the next <see cref="ITransportListener.Accept"/>.</summary>
    void AcceptFailed(Exception cause);
}
