using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Protocols.PingPong;
using ActorEcho.Actors.Settings;
using Akka.Actor;

namespace ActorEcho.Actors.Connections;

/// <summary>The protocols that come with the server, ready to serve connections.</summary>
public static class BuiltInProtocols
{
    /// <summary>What the connections of a listener with these settings speak.</summary>
    /// <param name="settings">The protocol's settings.</param>
    /// <param name="chatRegistry">The registry that all chat listeners share.</param>
    /// <returns>The protocol.</returns>
    /// <exception cref="ArgumentException">The settings are of no protocol that comes with the server.</exception>
    public static HostedProtocol Host(ProtocolSettings settings, IActorRef chatRegistry)
    {
        switch (settings)
        {
            case EchoSettings echo:
                // It keeps no state, so all connections share one.
                var protocol = new EchoProtocol(echo.Mode);
                return new HostedProtocol(() => protocol);
            case PingPongSettings pingPong:
                return new HostedProtocol(() => new PingPongProtocol(pingPong.MaxLineBytes));
            case ChatSettings chat:
                var limits = chat.ToLimits();
                return new HostedProtocol(() => new ChatProtocol(limits))
                {
                    Counterpart = chatRegistry,
                    MaxQueuedBytes = chat.MaxQueuedBytes,
                    MaxQueuedWrites = chat.MaxQueuedFrames,
                };
            default:
                throw new ArgumentException($"There is no built-in protocol for {settings?.GetType()}.", nameof(settings));
        }
    }
}
