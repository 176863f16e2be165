using System.Buffers;
using Akka.IO;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// What has been written to the socket and is not known to have left. Writes leave in order, so one acknowledgement
/// stands for all before it: only now and then does a write ask for one, and small answers cost nothing extra.
/// </summary>
/// <param name="bytesPerAck">After so many bytes a write asks to be acknowledged. Up to as many may stay unknown.</param>
/// <param name="writesPerAck">The same, counted in writes.</param>
internal struct UnsentWrites(long bytesPerAck, int writesPerAck)
{
    /// <summary>What a write takes beside its bytes: the command, its place in a queue, the headers of an array.</summary>
    public const int BytesPerWrite = 128;

    // Less than an eighth of what one acknowledgement covers takes hardly more time to leave than a close.
    private const int LeastFlush = 8;

    private long _bytesToAck;
    private int _writesToAck;

    /// <summary>At most so many bytes wait; the true number is lower by less than what one acknowledgement covers.</summary>
    public long Bytes { get; private set; }

    /// <summary>At most so many writes wait.</summary>
    public int Writes { get; private set; }

    /// <summary>What all that takes in memory, in bytes.</summary>
    public readonly long Weight => Bytes + (long)Writes * BytesPerWrite;

    /// <summary>The command that writes some bytes.</summary>
    public Tcp.Write Write(in ReadOnlySequence<byte> bytes)
    {
        var length = bytes.Length;
        Bytes += length;
        Writes++;
        _bytesToAck += length;
        _writesToAck++;
        return _bytesToAck < bytesPerAck && _writesToAck < writesPerAck
            ? Tcp.Write.Create(bytes)
            : Tcp.Write.Create(bytes, NextAck());
    }

    /// <summary>Whether so much may wait unacknowledged that it is worth a <see cref="Flush"/> to hear of its having left.</summary>
    public readonly bool NeedsFlush => _bytesToAck >= bytesPerAck / LeastFlush;

    /// <summary>The command that writes nothing and is acknowledged when all before it has left.</summary>
    public Tcp.Write Flush() => Tcp.Write.Create(ReadOnlySequence<byte>.Empty, NextAck());

    /// <summary>Takes note that writes have left.</summary>
    public void OnAck(WriteAck ack)
    {
        Bytes -= ack.Bytes;
        Writes -= ack.Writes;
    }

    private WriteAck NextAck()
    {
        var ack = new WriteAck(_bytesToAck, _writesToAck);
        _bytesToAck = 0;
        _writesToAck = 0;
        return ack;
    }
}
