namespace ActorEcho.Actors.Listening;

/// <summary>Listeners could not start; the message says which and why, each in a line.</summary>
/// <param name="message">The message.</param>
public sealed class ListenersException(string message) : Exception(message);
