namespace ActorEcho.Actors.Chat.Wire;

/// <summary>What a client sends: the first byte of its frames.</summary>
public enum ClientOpcode
{
    /// <summary>REG: takes a name.</summary>
    Register = 0,

    /// <summary>MESG: says something to everyone else.</summary>
    Say = 1,

    /// <summary>PMSG: says something to one user.</summary>
    Whisper = 2,

    /// <summary>EXIT: leaves.</summary>
    Exit = 3,
}
