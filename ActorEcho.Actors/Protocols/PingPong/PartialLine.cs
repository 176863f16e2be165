namespace ActorEcho.Actors.Protocols.PingPong;

/// <summary>
/// The beginning of a line whose end has not been read yet. Holds no memory while it is empty, and never more than
/// about twice what the client sent, up to the limit.
/// </summary>
/// <param name="maxLineBytes">The longest line, without its line end.</param>
internal sealed class PartialLine(int maxLineBytes)
{
    private const int SmallestBuffer = 64;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    /// <summary>
    /// Adds bytes that hold no LF. False when the line is above the limit wherever it ends; one CR more than the limit
    /// is let in, because the LF that drops it may follow.
    /// </summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return true;
        var length = (long)Length + bytes.Length;
        if (length > maxLineBytes + 1L || (length == maxLineBytes + 1L && bytes[^1] != '\r')) return false;
        if (length > _bytes.Length) Grow((int)length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length = (int)length;
        return true;
    }

    /// <summary>What was gathered; the line starts afresh and its memory is let go.</summary>
    public ReadOnlySpan<byte> Take()
    {
        var line = _bytes.AsSpan(0, Length);
        _bytes = [];
        Length = 0;
        return line;
    }

    private void Grow(int needed)
    {
        var capacity = Math.Max(needed, (int)Math.Min(Math.Max(SmallestBuffer, 2L * _bytes.Length), maxLineBytes + 1L));
        Array.Resize(ref _bytes, capacity);
    }
}
