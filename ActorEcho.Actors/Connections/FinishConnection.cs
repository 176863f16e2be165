using Akka.Event;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// Tells a connection to send what it has and to close. It is no news when this does not reach one that has ended.
/// </summary>
/// <param name="Reason">For the log.</param>
public sealed record FinishConnection(string Reason) : IDeadLetterSuppression;
