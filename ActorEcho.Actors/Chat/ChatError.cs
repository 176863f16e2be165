namespace ActorEcho.Actors.Chat;

/// <summary>The codes of an ERR frame, as ProofChat's specification numbers them.</summary>
public enum ChatError
{
    /// <summary>The name belongs to someone else, or to the server itself.</summary>
    NameTaken = 0,

    /// <summary>The name is not 1 to 32 bytes long.</summary>
    NameLength = 1,

    /// <summary>The name holds a space.</summary>
    NameHasSpace = 2,

    /// <summary>Nobody of that name is here to receive a private message.</summary>
    NoSuchUser = 3,

    /// <summary>The frame is unknown, malformed, above the limit, or out of place.</summary>
    UnknownFormat = 4,

    /// <summary>The cluster's database could not store it in time. Not part of ProofChat, whose client shows it as an
    /// unknown error and goes on.</summary>
    NotStored = 5,
}
