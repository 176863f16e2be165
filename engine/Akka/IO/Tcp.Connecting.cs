using System.Net;
using Akka.Actor;
using Akka.Util;

namespace Akka.IO;

public sealed partial class Tcp
{
    /// <summary>
    /// Asks the manager for a connection. The sender gets <see cref="Connected"/> from the new connection actor, or
    /// <see cref="CommandFailed"/> with the cause. Of a host name every address is tried in turn.
    /// </summary>
    public sealed class Connect : Command
    {
        /// <summary>Creates the command.</summary>
        /// <param name="remoteAddress">Where to connect.</param>
        /// <param name="localAddress">The address to connect from; null lets the system choose.</param>
        /// <param name="options">Socket options, set in their order.</param>
        /// <param name="timeout">For all of it, name resolution included; null sets no limit of our own.</param>
        /// <param name="pullMode">Whether reading waits for <see cref="ResumeReading"/>.</param>
        public Connect(EndPoint remoteAddress, EndPoint? localAddress = null,
            IEnumerable<Inet.SocketOption>? options = null, TimeSpan? timeout = null, bool pullMode = false)
        {
            ArgumentNullException.ThrowIfNull(remoteAddress);
            RemoteAddress = remoteAddress;
            LocalAddress = localAddress;
            Options = options?.ToArray() ?? [];
            Timeout = timeout;
            PullMode = pullMode;
        }

        /// <summary>Where to connect.</summary>
        public EndPoint RemoteAddress { get; }

        /// <summary>The address to connect from; null lets the system choose.</summary>
        public EndPoint? LocalAddress { get; }

        /// <summary>Socket options, set in their order.</summary>
        public IEnumerable<Inet.SocketOption> Options { get; }

        /// <summary>How long connecting may take; null sets no limit of our own.</summary>
        public TimeSpan? Timeout { get; }

        /// <summary>Whether reading waits for <see cref="ResumeReading"/>.</summary>
        public bool PullMode { get; }

        /// <summary>Settings of this connection; null takes the system's.</summary>
        public TcpSettings? TcpSettings { get; set; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Connect(remote: {RemoteAddress}, local: {LocalAddress}, timeout: {Timeout}, pullMode: {PullMode})";
    }

    /// <summary>
    /// The sender is the connection actor of a connection just made or accepted. It reads nothing until it gets
    /// <see cref="Register"/>, and gives up when that does not come within <see cref="TcpSettings.RegisterTimeout"/>.
    /// </summary>
    public sealed class Connected : Event
    {
        /// <summary>Creates the event.</summary>
        /// <param name="remoteAddress">The peer's address.</param>
        /// <param name="localAddress">Our address.</param>
        public Connected(EndPoint remoteAddress, EndPoint localAddress)
        {
            RemoteAddress = remoteAddress;
            LocalAddress = localAddress;
        }

        /// <summary>The peer's address.</summary>
        public EndPoint RemoteAddress { get; }

        /// <summary>Our address.</summary>
        public EndPoint LocalAddress { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Connected(remote: {RemoteAddress}, local: {LocalAddress})";
    }

    /// <summary>
    /// Names the actor that gets everything received and the end of the connection. When that actor stops, the
    /// connection is aborted.
    /// </summary>
    public class Register : Command
    {
        /// <summary>Creates the command.</summary>
        /// <param name="handler">Gets <see cref="Received"/> and one <see cref="ConnectionClosed"/> at the end.</param>
        /// <param name="keepOpenOnPeerClosed">
        /// Whether writing goes on after the peer has closed its half; the handler then gets
        /// <see cref="PeerClosed"/> and must close the connection itself. Otherwise what is queued is written and
        /// the connection closed.
        /// </param>
        /// <param name="useResumeWriting">
        /// Whether all writes after one that found the queue full are refused until <see cref="ResumeWriting"/>.
        /// </param>
        public Register(IActorRef handler, bool keepOpenOnPeerClosed = false, bool useResumeWriting = true)
        {
            ArgumentNullException.ThrowIfNull(handler);
            Handler = handler;
            KeepOpenOnPeerClosed = keepOpenOnPeerClosed;
            UseResumeWriting = useResumeWriting;
        }

        /// <summary>Gets everything received and the end of the connection.</summary>
        public IActorRef Handler { get; }

        /// <summary>Whether writing goes on after the peer has closed its half.</summary>
        public bool KeepOpenOnPeerClosed { get; }

        /// <summary>Whether a refused write refuses all that follow until <see cref="ResumeWriting"/>.</summary>
        public bool UseResumeWriting { get; }

        /// <summary>
        /// Whether the connection may use the memory of a <see cref="Received"/> again once a <see cref="Write"/> of just that
        /// memory is done; false by default. Only for a handler that writes what it received at most once, and neither keeps
        /// nor passes it on otherwise: after that write its bytes change. All but small reads then cost no array each. Not in Akka.NET.
        /// </summary>
        public bool LendsReceivedMemory { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Register(handler: {Handler}, keepOpenOnPeerClosed: {KeepOpenOnPeerClosed}, useResumeWriting: {UseResumeWriting})";
    }

    /// <summary>A command could not be carried out. Goes to the sender of that command.</summary>
    public sealed class CommandFailed : Event
    {
        /// <summary>Creates the event without a cause.</summary>
        /// <param name="cmd">The command that failed.</param>
        public CommandFailed(Command cmd) : this(cmd, Option<Exception>.None) { }

        /// <summary>Creates the event.</summary>
        /// <param name="cmd">The command that failed.</param>
        /// <param name="ex">Why.</param>
        public CommandFailed(Command cmd, Option<Exception> ex)
        {
            Cmd = cmd;
            Cause = ex;
        }

        /// <summary>The command that failed.</summary>
        public Command Cmd { get; }

        /// <summary>Why, when that is known.</summary>
        public Option<Exception> Cause { get; }

        /// <summary>The cause as text; empty when there is none.</summary>
        public string CauseString => Cause.HasValue ? $" because of {Cause.Value.Message}" : "";

        /// <summary>The same failure with a cause.</summary>
        /// <param name="cause">Why.</param>
        /// <returns>A new event.</returns>
        public CommandFailed WithCause(Exception cause) => new(Cmd, Option<Exception>.Create(cause));

        /// <inheritdoc/>
        public override string ToString() => $"CommandFailed({Cmd}){CauseString}";
    }
}
