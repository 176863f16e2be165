using ActorEcho.Actors.Protocols;
using Akka.Actor;

namespace ActorEcho.Actors.Connections;

/// <summary>Tells a listener that what is above the sending layer can begin.</summary>
/// <param name="Socket">The connection as the network sees it.</param>
/// <param name="Info">What is now known of the client.</param>
internal sealed record LayerReady(IActorRef Socket, ConnectionInfo Info) : INoSerializationVerificationNeeded;
