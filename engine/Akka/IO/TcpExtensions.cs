using Akka.Actor;

namespace Akka.IO;

/// <summary>Reaches a system's TCP driver.</summary>
public static class TcpExtensions
{
    /// <summary>The manager of the system's TCP driver.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The actor that takes <see cref="Tcp.Bind"/> and <see cref="Tcp.Connect"/>.</returns>
    public static IActorRef Tcp(this ActorSystem system) => IO.Tcp.Manager(system);
}
