namespace ActorEcho.Actors.Chat.Wire;

/// <summary>What the server sends: the first byte of its frames.</summary>
public enum ServerOpcode
{
    /// <summary>ACK: the users who are here.</summary>
    Users = 0,

    /// <summary>MSG: someone said something, or the server has a notice.</summary>
    Message = 1,

    /// <summary>ERR: something cannot be done.</summary>
    Error = 2,
}
