using System.Numerics;
using System.Runtime.Intrinsics;

namespace ActorEcho.Actors.Protocols.PingPong;

/// <summary>
/// Where the lines of a chunk end. Looks at a vector of bytes at a time and keeps what it found there: short lines have several ends in
/// one, and a search for each of them would cost more than its answer.
/// </summary>
internal ref struct LineEnds(ReadOnlySpan<byte> chunk)
{
    private readonly ReadOnlySpan<byte> _chunk = chunk;

    // Ends that have not been told yet: bit i stands for the byte at _first + i.
    private uint _found;
    private int _first;

    // Up to here the chunk has been looked at.
    private int _seen;

    /// <summary>The place of the next LF; false where there is none any more.</summary>
    public bool TryNext(out int end)
    {
        if (_found == 0 && !TryFind())
        {
            end = 0;
            return false;
        }

        end = _first + BitOperations.TrailingZeroCount(_found);
        _found &= _found - 1;
        return true;
    }

    private bool TryFind()
    {
        do
        {
            var left = _chunk.Length - _seen;
            if (left == 0) return false;
            _first = _seen;
            _found = FindIn(left);
            _seen += Math.Min(left, Vector256<byte>.Count);
        }
        while (_found == 0);
        return true;
    }

    private readonly uint FindIn(int left)
    {
        if (left >= Vector256<byte>.Count) return FindAt(_seen);
        // The last vector overlaps the one before, whose bytes fall out.
        return _chunk.Length >= Vector256<byte>.Count
            ? FindAt(_chunk.Length - Vector256<byte>.Count) >> (Vector256<byte>.Count - left)
            : FindOneByOne();
    }

    private readonly uint FindAt(int start) =>
        Vector256.Equals(Vector256.Create(_chunk.Slice(start, Vector256<byte>.Count)), Vector256.Create((byte)'\n'))
            .ExtractMostSignificantBits();

    private readonly uint FindOneByOne()
    {
        var found = 0u;
        for (var i = 0; i < _chunk.Length; i++)
        {
            if (_chunk[i] == '\n') found |= 1u << i;
        }

        return found;
    }
}
