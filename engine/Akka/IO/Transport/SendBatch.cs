using System.Runtime.InteropServices;

namespace Akka.IO.Transport;

/// <summary>Segments that leave in one system call. Reused: whoever keeps segments beyond the call copies the list.</summary>
internal sealed class SendBatch
{
    private readonly List<ArraySegment<byte>> _segments = [];

    /// <summary>The segments, none of them empty, in the order of their bytes.</summary>
    public List<ArraySegment<byte>> Segments => _segments;

    /// <summary>How many bytes they hold.</summary>
    public int Bytes { get; private set; }

    public void Add(ReadOnlyMemory<byte> segment)
    {
        // Memory that is not an array's (native, mapped) cannot be gathered by the framework and is copied here.
        if (!MemoryMarshal.TryGetArray(segment, out var array))
            array = new ArraySegment<byte>(segment.ToArray());
        _segments.Add(array);
        Bytes += array.Count;
    }

    /// <summary>Copies all bytes into one span.</summary>
    public void CopyTo(Span<byte> destination)
    {
        foreach (var segment in _segments)
        {
            segment.AsSpan().CopyTo(destination);
            destination = destination[segment.Count..];
        }
    }

    /// <summary>Drops bytes from the front.</summary>
    public void Skip(int count)
    {
        Bytes -= count;
        var whole = 0;
        while (whole < _segments.Count && count >= _segments[whole].Count)
            count -= _segments[whole++].Count;
        _segments.RemoveRange(0, whole);
        if (count > 0)
            _segments[0] = _segments[0][count..];
    }

    public void Clear()
    {
        _segments.Clear();
        Bytes = 0;
    }
}
