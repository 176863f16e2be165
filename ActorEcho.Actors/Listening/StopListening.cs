namespace ActorEcho.Actors.Listening;

/// <summary>Tells a listener to accept no more, let its clients finish, and stop.</summary>
/// <param name="Within">How long the clients have; zero cuts them off at once.</param>
public sealed record StopListening(TimeSpan Within);
