namespace ActorEcho.Actors.Chat.Wire;

/// <summary>What a decoder made of its input.</summary>
public enum FrameReading
{
    /// <summary>All input was taken and no frame is complete: more input is needed.</summary>
    Incomplete,

    /// <summary>A frame was read; the rest of the input is untouched.</summary>
    Complete,

    /// <summary>The stream is broken for good.</summary>
    Faulted,
}
