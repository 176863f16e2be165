using Akka.Event;

namespace Akka.IO;

public sealed partial class Tcp
{
    /// <summary>
    /// The base of the commands that end a connection. The sender and the handler each get <see cref="Event"/> once
    /// the socket is closed; writes that come later fail.
    /// </summary>
    public abstract class CloseCommand : Command, IDeadLetterSuppression
    {
        /// <summary>What the sender and the handler get when it is done.</summary>
        public abstract ConnectionClosed Event { get; }
    }

    /// <summary>Writes what is queued, then closes both halves without waiting for the peer.</summary>
    public sealed class Close : CloseCommand
    {
        /// <summary>The only instance.</summary>
        public static readonly Close Instance = new();

        private Close() { }

        /// <inheritdoc/>
        public override ConnectionClosed Event => Closed.Instance;
    }

    /// <summary>
    /// Writes what is queued, closes our half, and goes on reading until the peer has closed its own. The way to
    /// end a connection so that neither side loses a byte. There is no time limit: a peer that never closes is ended
    /// with <see cref="Abort"/> or <see cref="Close"/>.
    /// </summary>
    public sealed class ConfirmedClose : CloseCommand
    {
        /// <summary>The only instance.</summary>
        public static readonly ConfirmedClose Instance = new();

        private ConfirmedClose() { }

        /// <inheritdoc/>
        public override ConnectionClosed Event => ConfirmedClosed.Instance;
    }

    /// <summary>Resets the connection at once; what is queued is dropped, and the peer sees an error.</summary>
    public class Abort : CloseCommand
    {
        /// <summary>The only instance.</summary>
        public static readonly Abort Instance = new();

        private Abort() { }

        /// <inheritdoc/>
        public override ConnectionClosed Event => Aborted.Instance;
    }

    /// <summary>
    /// The end of a connection. Its handler gets exactly one, after everything else from that connection;
    /// with <see cref="Register.KeepOpenOnPeerClosed"/>, <see cref="PeerClosed"/> may come before it.
    /// </summary>
    public class ConnectionClosed : Event, IDeadLetterSuppression
    {
        /// <summary>Whether we reset the connection.</summary>
        public virtual bool IsAborted => false;

        /// <summary>Whether both sides closed their halves in order.</summary>
        public virtual bool IsConfirmed => false;

        /// <summary>Whether the peer closed first.</summary>
        public virtual bool IsPeerClosed => false;

        /// <summary>Whether an error ended it.</summary>
        public virtual bool IsErrorClosed => false;

        /// <summary>The error that ended it; null without one.</summary>
        public virtual string? Cause => null;

        /// <summary>The error that ended it, for logs.</summary>
        /// <returns>The error; empty without one.</returns>
        public string GetErrorCause() => Cause ?? "";
    }

    /// <summary>Closed by <see cref="Close"/>.</summary>
    public sealed class Closed : ConnectionClosed
    {
        /// <summary>The only instance.</summary>
        public static readonly Closed Instance = new();

        private Closed() { }
    }

    /// <summary>Ended by <see cref="Abort"/>, or by the end of the connection's actor.</summary>
    public sealed class Aborted : ConnectionClosed
    {
        /// <summary>The only instance.</summary>
        public static readonly Aborted Instance = new();

        private Aborted() { }

        /// <inheritdoc/>
        public override bool IsAborted => true;
    }

    /// <summary>Closed by <see cref="ConfirmedClose"/>: the peer has closed its half too.</summary>
    public sealed class ConfirmedClosed : ConnectionClosed
    {
        /// <summary>The only instance.</summary>
        public static readonly ConfirmedClosed Instance = new();

        private ConfirmedClosed() { }

        /// <inheritdoc/>
        public override bool IsConfirmed => true;
    }

    /// <summary>
    /// The peer has closed its half. It is the end unless the handler was registered to keep the connection open.
    /// </summary>
    public sealed class PeerClosed : ConnectionClosed
    {
        /// <summary>The only instance.</summary>
        public static readonly PeerClosed Instance = new();

        private PeerClosed() { }

        /// <inheritdoc/>
        public override bool IsPeerClosed => true;
    }

    /// <summary>An error ended the connection, a reset by the peer among them.</summary>
    public sealed class ErrorClosed : ConnectionClosed
    {
        /// <summary>Creates the event.</summary>
        /// <param name="cause">The error.</param>
        public ErrorClosed(string? cause) => Cause = cause;

        /// <inheritdoc/>
        public override bool IsErrorClosed => true;

        /// <inheritdoc/>
        public override string? Cause { get; }

        /// <inheritdoc/>
        public override string ToString() => $"ErrorClosed('{Cause}')";
    }
}
