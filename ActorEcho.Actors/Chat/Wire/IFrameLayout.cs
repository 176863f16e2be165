namespace ActorEcho.Actors.Chat.Wire;

/// <summary>How long the frames of one direction are.</summary>
internal interface IFrameLayout
{
    /// <summary>
    /// The length of the frame that begins with these bytes; while they are too few to tell, some greater length that
    /// is part of every frame beginning so.
    /// </summary>
    /// <param name="start">At least the first byte of a frame; all of its header if that much is known.</param>
    /// <param name="fault">Why no frame can begin so; then the length means nothing.</param>
    int Measure(ReadOnlySpan<byte> start, out FrameFault fault);
}
