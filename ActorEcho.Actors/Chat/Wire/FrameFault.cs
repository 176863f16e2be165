namespace ActorEcho.Actors.Chat.Wire;

/// <summary>Why a stream of frames cannot be read any further.</summary>
/// <remarks>Frames carry no marks to find the next one by, so there is no way on after a fault.</remarks>
public enum FrameFaultKind
{
    /// <summary>The stream is sound.</summary>
    None,

    /// <summary>The first byte of a frame is no opcode.</summary>
    UnknownOpcode,

    /// <summary>A text, or a list of users, is announced to be longer than the limit.</summary>
    TooLong,
}

/// <summary>A fault of a frame stream.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Found">The opcode, or the length, that was found.</param>
/// <param name="Allowed">The highest value that is allowed in its place.</param>
public readonly record struct FrameFault(FrameFaultKind Kind, ulong Found, ulong Allowed)
{
    /// <summary>The fault in words.</summary>
    /// <returns>What was found and what is allowed.</returns>
    public override string ToString() => Kind switch
    {
        FrameFaultKind.UnknownOpcode => $"unknown opcode {Found} (the highest is {Allowed})",
        FrameFaultKind.TooLong => $"a length of {Found} (the limit is {Allowed})",
        _ => "no fault",
    };
}
