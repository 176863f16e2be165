using Akka.Actor;

namespace Akka.IO;

/// <summary>
/// The TCP driver. Its manager (<see cref="Manager"/>, or <c>system.Tcp()</c>) takes <see cref="Bind"/> and
/// <see cref="Connect"/>; each connection is an actor that takes the other commands and sends the events.
/// </summary>
/// <remarks>
/// Endpoints may be IP addresses, host names (<see cref="System.Net.DnsEndPoint"/>) or unix domain sockets
/// (<see cref="System.Net.Sockets.UnixDomainSocketEndPoint"/>). The messages are immutable; the bytes inside a
/// <see cref="Write"/> must not be changed until it is acknowledged or the connection has ended.
/// </remarks>
public sealed partial class Tcp : ExtensionIdProvider<TcpExt>
{
    /// <summary>
    /// How the driver's own actors supervise connections: a connection that fails is stopped, never restarted,
    /// because its socket does not outlive it.
    /// </summary>
    public static readonly SupervisorStrategy ConnectionSupervisorStrategy =
        new OneForOneStrategy(static _ => Directive.Stop);

    /// <summary>The extension's id: <c>Tcp.Instance.Apply(system)</c> gives the system's driver.</summary>
    public static readonly Tcp Instance = new();

    /// <summary>The manager of a system's TCP driver.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The actor that takes <see cref="Bind"/> and <see cref="Connect"/>.</returns>
    public static IActorRef Manager(ActorSystem system) => Instance.Get(system).Manager;

    /// <inheritdoc/>
    public override TcpExt CreateExtension(ExtendedActorSystem system) => new(system);

    /// <summary>The base of every message of the driver.</summary>
    public class Message : INoSerializationVerificationNeeded;

    /// <summary>The base of every message to the driver.</summary>
    public abstract class Command : Message
    {
        /// <summary>The answer to this command when it fails, without a cause. A new object at each call.</summary>
        public CommandFailed FailureMessage => new(this);
    }

    /// <summary>The base of every message from the driver. Derive from it to make a <see cref="Write"/>'s Ack.</summary>
    public class Event : Message;

    /// <summary>Marks the questions about a listener and their answers.</summary>
    public interface ITcpQuery : INoSerializationVerificationNeeded;
}
