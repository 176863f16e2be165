using ActorEcho.Actors.Protocols;
using Akka.Actor;

namespace ActorEcho.Actors.Connections;

/// <summary>What the actor of a layer is told of its client.</summary>
/// <param name="Listener">The listener's name, for the log.</param>
/// <param name="Owner">The listener's actor: hears when the connection above can begin.</param>
/// <param name="Socket">The connection as the network sees it.</param>
/// <param name="Below">Who is spoken to: the socket, or the layer between it and this one.</param>
/// <param name="Info">What is known of the client so far.</param>
/// <param name="Timeout">How long getting ready may take.</param>
public sealed record LayerSetup(
    string Listener, IActorRef Owner, IActorRef Socket, IActorRef Below, ConnectionInfo Info, TimeSpan Timeout);
