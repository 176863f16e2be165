using System.Net;
using Akka.Actor;

namespace Akka.IO;

public sealed partial class Tcp
{
    /// <summary>
    /// Asks the manager to listen. The sender gets <see cref="Bound"/> from the new listener actor, or
    /// <see cref="CommandFailed"/> with the cause. The listener closes when its handler stops.
    /// </summary>
    public class Bind : Command
    {
        /// <summary>Creates the command.</summary>
        /// <param name="handler">Gets <see cref="Connected"/> from the connection actor of every accepted client.</param>
        /// <param name="localAddress">Where to listen; port 0 lets the system choose.</param>
        /// <param name="backlog">How many connections the kernel may hold that have not been accepted yet.</param>
        /// <param name="options">Socket options, set in their order.</param>
        /// <param name="pullMode">
        /// Whether accepting waits for <see cref="ResumeAccepting"/>, and every accepted connection's reading
        /// for <see cref="ResumeReading"/>.
        /// </param>
        public Bind(IActorRef handler, EndPoint localAddress, int backlog = 1024,
            IEnumerable<Inet.SocketOption>? options = null, bool pullMode = false)
        {
            ArgumentNullException.ThrowIfNull(handler);
            ArgumentNullException.ThrowIfNull(localAddress);
            ArgumentOutOfRangeException.ThrowIfNegative(backlog);
            Handler = handler;
            LocalAddress = localAddress;
            Backlog = backlog;
            Options = options?.ToArray() ?? [];
            PullMode = pullMode;
        }

        /// <summary>The actor that hears of accepted connections.</summary>
        public IActorRef Handler { get; }

        /// <summary>Where to listen.</summary>
        public EndPoint LocalAddress { get; }

        /// <summary>How many connections the kernel may hold that have not been accepted yet.</summary>
        public int Backlog { get; }

        /// <summary>Socket options, set in their order.</summary>
        public IEnumerable<Inet.SocketOption> Options { get; }

        /// <summary>Whether accepting and reading wait to be asked for.</summary>
        public bool PullMode { get; }

        /// <summary>Settings of this listener and its connections; null takes the system's.</summary>
        public TcpSettings? TcpSettings { get; set; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Bind(addr: {LocalAddress}, handler: {Handler}, backlog: {Backlog}, pullMode: {PullMode})";
    }

    /// <summary>The listener that sends this listens; send <see cref="Unbind"/> to it to stop it.</summary>
    public sealed class Bound : Event
    {
        /// <summary>Creates the event.</summary>
        /// <param name="localAddress">The address bound, with the port chosen.</param>
        public Bound(EndPoint localAddress) => LocalAddress = localAddress;

        /// <summary>The address bound, with the port chosen.</summary>
        public EndPoint LocalAddress { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Bound({LocalAddress})";
    }

    /// <summary>
    /// Asks a listener to stop listening; it answers <see cref="Unbound"/>. Connections already accepted live on,
    /// and the listener actor stops once the last of them has ended.
    /// </summary>
    public class Unbind : Command
    {
        /// <summary>The only instance.</summary>
        public static readonly Unbind Instance = new();

        private Unbind() { }
    }

    /// <summary>
    /// The listener's socket is closed: for whoever asked with <see cref="Unbind"/>, and, where accepting has failed for good, for the
    /// handler of the <see cref="Bind"/>.
    /// </summary>
    public sealed class Unbound : Event
    {
        /// <summary>The only instance.</summary>
        public static readonly Unbound Instance = new();

        private Unbound() { }
    }

    /// <summary>Lets a listener in pull mode accept more connections. Ignored without pull mode.</summary>
    public sealed class ResumeAccepting : Command
    {
        /// <summary>Creates the command.</summary>
        /// <param name="batchSize">How many connections may be accepted from now on; replaces what was left.</param>
        public ResumeAccepting(int batchSize)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
            BatchSize = batchSize;
        }

        /// <summary>How many connections may be accepted from now on.</summary>
        public int BatchSize { get; }

        /// <inheritdoc/>
        public override string ToString() => $"ResumeAccepting(batchSize: {BatchSize})";
    }

    /// <summary>
    /// Asks a listener for its <see cref="TcpListenerStatistics"/>: now, and whenever they have changed, at most
    /// once a second.
    /// </summary>
    /// <param name="Subscriber">Who gets them.</param>
    public sealed record SubscribeToTcpListenerStats(IActorRef Subscriber) : ITcpQuery;

    /// <summary>Ends a subscription made with <see cref="SubscribeToTcpListenerStats"/>.</summary>
    /// <param name="Subscriber">Who got them.</param>
    public sealed record UnsubscribeFromTcpListenerStats(IActorRef Subscriber) : ITcpQuery;

    /// <summary>What a listener has done since it was bound.</summary>
    public sealed record TcpListenerStatistics : ITcpQuery
    {
        /// <summary>Connections accepted and given to a connection actor.</summary>
        public long AcceptedIncomingConnections { get; init; }

        /// <summary>Connections that could not be accepted, or ended before they could be given to an actor.</summary>
        public long FailedIncomingConnections { get; init; }

        /// <summary>How often accepting was begun again after it had failed.</summary>
        public long RetriedIncomingConnections { get; init; }

        /// <summary>Accepted connections that have ended.</summary>
        public long IncomingConnectionsClosed { get; init; }
    }
}
