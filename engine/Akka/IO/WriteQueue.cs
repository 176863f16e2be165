using Akka.Actor;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>
/// What a connection has still to write, in order, and whom to tell when it is written. Knows no socket: batches are
/// taken from the front, and progress is reported in bytes.
/// </summary>
internal sealed class WriteQueue
{
    // A queue that a burst has grown beyond this is let go once it is empty, so that an idle connection stays small.
    private const int MaxKeptCapacity = 64;

    private Queue<Entry> _entries = new();
    private long _headSent;

    /// <summary>Bytes not yet handed over.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether nothing waits, not even an acknowledgement.</summary>
    public bool IsEmpty => _entries.Count == 0;

    public void Enqueue(Tcp.WriteCommand command, IActorRef sender)
    {
        if (command is Tcp.CompoundWrite compound)
        {
            foreach (var part in compound)
                Enqueue(part, command, sender);
        }
        else
        {
            Enqueue((Tcp.SimpleWriteCommand)command, command, sender);
        }
    }

    /// <summary>Adds what comes first to a batch, until it holds about <paramref name="maxBytes"/>.</summary>
    public void Gather(SendBatch batch, int maxBytes, int maxSegments)
    {
        var skip = _headSent;
        foreach (var entry in _entries)
        {
            foreach (var segment in entry.Write.Data.Slice(skip))
            {
                if (segment.IsEmpty)
                    continue;
                var room = maxBytes - batch.Bytes;
                batch.Add(segment.Length <= room ? segment : segment[..room]);
                if (batch.Bytes >= maxBytes || batch.Segments.Count >= maxSegments)
                    return;
            }

            skip = 0;
        }
    }

    /// <summary>Takes note that bytes were handed over, and acknowledges the writes that are thereby complete.</summary>
    public void Advance(long bytes, IActorRef self)
    {
        Bytes -= bytes;
        while (_entries.TryPeek(out var entry))
        {
            var rest = entry.Write.Bytes - _headSent;
            if (bytes < rest)
            {
                _headSent += bytes;
                return;
            }

            bytes -= rest;
            _headSent = 0;
            _entries.Dequeue();
            LentMemory.TakeBack(entry.Write.Data);
            if (entry.Write.WantsAck)
                entry.Sender.Tell(entry.Write.Ack, self);
        }

        if (_entries.Capacity > MaxKeptCapacity)
            _entries = new Queue<Entry>();
    }

    /// <summary>Gives everything up: every command that was not written in full fails, in order, once.</summary>
    public void Fail(Exception cause, IActorRef self)
    {
        Tcp.WriteCommand? failed = null;
        while (_entries.TryDequeue(out var entry))
        {
            if (!ReferenceEquals(failed, entry.Command))
                entry.Sender.Tell(entry.Command.FailureMessage.WithCause(cause), self);
            failed = entry.Command;
        }

        Bytes = 0;
        _headSent = 0;
    }

    private void Enqueue(Tcp.SimpleWriteCommand part, Tcp.WriteCommand command, IActorRef sender)
    {
        if (part is not Tcp.Write write)
            throw new ArgumentException($"The connection can write Tcp.Write only, not {part.GetType()}.", nameof(part));
        _entries.Enqueue(new Entry(write, command, sender));
        Bytes += write.Bytes;
    }

    private readonly record struct Entry(Tcp.Write Write, Tcp.WriteCommand Command, IActorRef Sender);
}
