namespace ActorEcho.Actors.Protocols;

/// <summary>
/// Something the rest of the server tells a protocol: the answer to an <see cref="IProtocolEffect"/>, or news.
/// Implementations are immutable: one notice may reach many connections at once.
/// </summary>
public interface IProtocolNotice;
