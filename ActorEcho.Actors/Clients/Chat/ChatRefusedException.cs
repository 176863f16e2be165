namespace ActorEcho.Actors.Clients.Chat;

/// <summary>The server does not let the client take part.</summary>
/// <param name="message">Why.</param>
public sealed class ChatRefusedException(string message) : IOException(message);
