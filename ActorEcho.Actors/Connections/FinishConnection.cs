namespace ActorEcho.Actors.Connections;

/// <summary>Tells a connection to send what it has and to close.</summary>
/// <param name="Reason">For the log.</param>
public sealed record FinishConnection(string Reason);
