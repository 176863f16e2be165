using System.Buffers;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>
/// What a connection has still to write, in order, and whom to tell when it is written. Knows no socket: batches are
/// taken from the front, and progress is reported in bytes. A part of its connection's flow, without an object of its own.
/// </summary>
internal struct WriteQueue
{
    // A queue that a burst has grown beyond this is let go once it is empty, so that an idle connection stays small.
    private const int MaxKeptCapacity = 16;

    // Most writes leave before the next one comes: then there is no queue behind the head.
    private Entry _head;
    private Queue<Entry>? _rest;
    private long _headSent;

    /// <summary>Bytes not yet handed over.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether nothing waits, not even an acknowledgement.</summary>
    public readonly bool IsEmpty => _head.Write is null;

    private readonly bool HasOnly => Bytes > 0 && !HasRest && _head.Write.Data.IsSingleSegment;

    private readonly bool HasRest => _rest is { Count: > 0 };

    public void Enqueue(Tcp.WriteCommand command, IActorRef sender)
    {
        if (command is Tcp.CompoundWrite compound)
        {
            foreach (var part in compound)
                Enqueue(part, compound, sender);
        }
        else
        {
            Enqueue((Tcp.SimpleWriteCommand)command, null, sender);
        }
    }

    /// <summary>The bytes, where one piece of memory holds all that waits.</summary>
    public readonly bool TryGetOnly(out ReadOnlySpan<byte> bytes)
    {
        // Most data is an array's, and then this is the shorter way; other memory need not have one.
        bytes = PeekOnly();
        if (bytes.IsEmpty && HasOnly)
            bytes = _head.Write.Data.FirstSpan[(int)_headSent..];
        return !bytes.IsEmpty;
    }

    /// <summary>The bytes, where one piece of one array holds all that waits; else empty.</summary>
    public readonly ArraySegment<byte> PeekOnly() =>
        HasOnly && TryGetArray(_head.Write.Data, out var array) ? array[(int)_headSent..] : default;

    /// <summary>Adds what comes first to a batch, until it holds about <paramref name="maxBytes"/>.</summary>
    public readonly void Gather(SendBatch batch, int maxBytes, int maxSegments)
    {
        if (IsEmpty || !TryGather(_head.Write.Data.Slice(_headSent), batch, maxBytes, maxSegments) || _rest is null)
            return;
        foreach (var entry in _rest)
        {
            if (!TryGather(entry.Write.Data, batch, maxBytes, maxSegments))
                return;
        }
    }

    /// <summary>Takes note that bytes were handed over, and acknowledges the writes that are thereby complete.</summary>
    public void Advance(long bytes, IActorRef self)
    {
        Bytes -= bytes;
        while (!IsEmpty)
        {
            var rest = _head.Write.Bytes - _headSent;
            if (bytes < rest)
            {
                _headSent += bytes;
                return;
            }

            bytes -= rest;
            var (write, _, sender) = TakeHead();
            LentMemory.TakeBack(write.Data);
            if (write.WantsAck)
                sender.Tell(write.Ack, self);
        }

        if (_rest is { Capacity: > MaxKeptCapacity })
            _rest = null;
    }

    /// <summary>Gives everything up: every command that was not written in full fails, in order, once.</summary>
    public void Fail(Exception cause, IActorRef self)
    {
        // As at the end of nearly every connection.
        if (IsEmpty)
            return;
        var entries = new List<Entry>();
        while (!IsEmpty)
            entries.Add(TakeHead());
        Bytes = 0;

        // From the back, where a compound has all of its parts here: of the one at the head some may be written.
        var failed = new Stack<(Tcp.WriteCommand Command, IActorRef Sender)>();
        for (var left = entries.Count; left > 0;)
        {
            var (write, whole, sender) = entries[left - 1];
            failed.Push((whole ?? (Tcp.WriteCommand)write, sender));
            left -= whole?.Count() ?? 1;
        }

        foreach (var (command, sender) in failed)
            sender.Tell(command.FailureMessage.WithCause(cause), self);
    }

    // False when the batch is full.
    private static bool TryGather(in ReadOnlySequence<byte> data, SendBatch batch, int maxBytes, int maxSegments)
    {
        foreach (var segment in data)
        {
            if (segment.IsEmpty)
                continue;
            var room = maxBytes - batch.Bytes;
            batch.Add(segment.Length <= room ? segment : segment[..room]);
            if (batch.Bytes >= maxBytes || batch.Segments.Count >= maxSegments)
                return false;
        }

        return true;
    }

    // The second way is for lent memory.
    private static bool TryGetArray(in ReadOnlySequence<byte> data, out ArraySegment<byte> array) =>
        SequenceMarshal.TryGetArray(data, out array) || MemoryMarshal.TryGetArray(data.First, out array);

    private Entry TakeHead()
    {
        var head = _head;
        _headSent = 0;
        if (_rest is null || !_rest.TryDequeue(out _head))
            _head = default;
        return head;
    }

    private void Enqueue(Tcp.SimpleWriteCommand part, Tcp.CompoundWrite? whole, IActorRef sender)
    {
        if (part is not Tcp.Write write)
            throw new ArgumentException($"The connection can write Tcp.Write only, not {part.GetType()}.", nameof(part));
        var entry = new Entry(write, whole, sender);
        if (IsEmpty)
            _head = entry;
        else
            (_rest ??= new Queue<Entry>()).Enqueue(entry);
        Bytes += write.Bytes;
    }

    // The whole is what the write is a part of, if anything: naming the write itself again would be one more reference to tell the collector of.
    private readonly record struct Entry(Tcp.Write Write, Tcp.CompoundWrite? Whole, IActorRef Sender);
}
