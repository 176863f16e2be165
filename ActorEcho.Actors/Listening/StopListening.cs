using Akka.Event;

namespace ActorEcho.Actors.Listening;

/// <summary>
/// Tells a listener to accept no more, let its clients finish, and stop. One that has ended has nothing left to stop, so
/// it is no news when this does not reach it.
/// </summary>
/// <param name="Within">How long the clients have; zero cuts them off at once.</param>
public sealed record StopListening(TimeSpan Within) : IDeadLetterSuppression;
