namespace ActorEcho.EndToEnd;

/// <summary>The run cannot go on: the message says why and what to do.</summary>
internal sealed class RunFailedException(string message) : Exception(message);
