using System.Buffers;
using System.Net;
using Akka.Actor;

namespace Akka.IO;

/// <summary>Makes the TCP driver's commands by calls rather than constructors and instances.</summary>
public static class TcpMessage
{
    /// <inheritdoc cref="Tcp.Connect(EndPoint, EndPoint?, IEnumerable{Inet.SocketOption}?, TimeSpan?, bool)"/>
    /// <returns>The command.</returns>
    public static Tcp.Command Connect(EndPoint remoteAddress, EndPoint? localAddress,
        IEnumerable<Inet.SocketOption>? options, TimeSpan? timeout, bool pullMode) =>
        new Tcp.Connect(remoteAddress, localAddress, options, timeout, pullMode);

    /// <summary>A connection with default options.</summary>
    /// <param name="remoteAddress">Where to connect.</param>
    /// <returns>The command.</returns>
    public static Tcp.Command Connect(EndPoint remoteAddress) => new Tcp.Connect(remoteAddress);

    /// <inheritdoc cref="Tcp.Bind(IActorRef, EndPoint, int, IEnumerable{Inet.SocketOption}?, bool)"/>
    /// <param name="handler">Gets <see cref="Tcp.Connected"/> from the connection actor of every accepted client.</param>
    /// <param name="endpoint">Where to listen; port 0 lets the system choose.</param>
    /// <param name="backlog">How many connections the kernel may hold that have not been accepted yet.</param>
    /// <param name="options">Socket options, set in their order.</param>
    /// <param name="pullMode">Whether accepting and reading wait to be asked for.</param>
    /// <returns>The command.</returns>
    public static Tcp.Command Bind(IActorRef handler, EndPoint endpoint, int backlog,
        IEnumerable<Inet.SocketOption>? options, bool pullMode) =>
        new Tcp.Bind(handler, endpoint, backlog, options, pullMode);

    /// <summary>A listener with default options.</summary>
    /// <param name="handler">Gets <see cref="Tcp.Connected"/> from the connection actor of every accepted client.</param>
    /// <param name="endpoint">Where to listen; port 0 lets the system choose.</param>
    /// <param name="backlog">How many connections the kernel may hold that have not been accepted yet.</param>
    /// <returns>The command.</returns>
    public static Tcp.Command Bind(IActorRef handler, EndPoint endpoint, int backlog) =>
        new Tcp.Bind(handler, endpoint, backlog);

    /// <inheritdoc cref="Tcp.Register(IActorRef, bool, bool)"/>
    /// <returns>The command.</returns>
    public static Tcp.Command Register(IActorRef handler, bool keepOpenOnPeerClosed = false, bool useResumeWriting = true) =>
        new Tcp.Register(handler, keepOpenOnPeerClosed, useResumeWriting);

    /// <summary>Stops listening.</summary>
    /// <returns><see cref="Tcp.Unbind"/>.</returns>
    public static Tcp.Command Unbind() => Tcp.Unbind.Instance;

    /// <summary>Writes what is queued, then closes.</summary>
    /// <returns><see cref="Tcp.Close"/>.</returns>
    public static Tcp.Command Close() => Tcp.Close.Instance;

    /// <summary>Writes what is queued, closes our half and waits for the peer's.</summary>
    /// <returns><see cref="Tcp.ConfirmedClose"/>.</returns>
    public static Tcp.Command ConfirmedClose() => Tcp.ConfirmedClose.Instance;

    /// <summary>Resets the connection.</summary>
    /// <returns><see cref="Tcp.Abort"/>.</returns>
    public static Tcp.Command Abort() => Tcp.Abort.Instance;

    /// <summary>The acknowledgement of a write that wants none.</summary>
    /// <param name="token">Tells the write from others when it fails.</param>
    /// <returns>The acknowledgement.</returns>
    public static Tcp.NoAck NoAck(object? token = null) => new(token);

    /// <summary>Writes bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="ack">What the sender gets when the operating system has them; null asks for nothing.</param>
    /// <returns>The command.</returns>
    public static Tcp.Command Write(ReadOnlySequence<byte> data, Tcp.Event? ack = null) =>
        ack is null ? Tcp.Write.Create(data) : Tcp.Write.Create(data, ack);

    /// <inheritdoc cref="Write(ReadOnlySequence{byte}, Tcp.Event?)"/>
    public static Tcp.Command Write(ReadOnlyMemory<byte> data, Tcp.Event? ack = null) =>
        Write(new ReadOnlySequence<byte>(data), ack);

    /// <inheritdoc cref="Write(ReadOnlySequence{byte}, Tcp.Event?)"/>
    public static Tcp.Command Write(byte[] data, Tcp.Event? ack = null) => Write(new ReadOnlySequence<byte>(data), ack);

    /// <summary>Lets writing go on after a write was refused.</summary>
    /// <returns><see cref="Tcp.ResumeWriting"/>.</returns>
    public static Tcp.Command ResumeWriting() => Tcp.ResumeWriting.Instance;

    /// <summary>Stops reading.</summary>
    /// <returns><see cref="Tcp.SuspendReading"/>.</returns>
    public static Tcp.Command SuspendReading() => Tcp.SuspendReading.Instance;

    /// <summary>Reads again, or once more in pull mode.</summary>
    /// <returns><see cref="Tcp.ResumeReading"/>.</returns>
    public static Tcp.Command ResumeReading() => Tcp.ResumeReading.Instance;

    /// <inheritdoc cref="Tcp.ResumeAccepting(int)"/>
    /// <returns>The command.</returns>
    public static Tcp.Command ResumeAccepting(int batchSize) => new Tcp.ResumeAccepting(batchSize);
}
