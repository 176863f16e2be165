namespace ActorEcho.Actors.Protocols;

/// <summary>
/// Something a protocol wants from the rest of the server, beyond bytes to its client.
/// Implementations are immutable: an effect crosses threads.
/// </summary>
public interface IProtocolEffect;
