using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// A connection's actor ends before it has heard of its socket's end, as when it fails or is stopped. Its listener keeps the
/// client's place until the socket has ended too.
/// </summary>
/// <param name="Socket">Who was spoken to.</param>
internal sealed record SocketLeft(IActorRef Socket) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
