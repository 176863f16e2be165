using System.Net.Sockets;
using System.Runtime.InteropServices;
using Akka.IO.Transport.Sockets;

namespace Akka.IO.Transport.Epoll;

// Sending: at once what the kernel takes, and the rest from the loop's thread when it takes more.
internal sealed unsafe partial class EpollConnection
{
    // What the kernel allows in one call is 1,024; a batch is smaller than that.
    private const int MaxSegments = 512;

    private SendBatch? _unsent;
    private bool _isWatchedForWriting;

    public int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        nint sent;
        do
            sent = Descriptor.Send(_descriptor, bytes);
        while (sent == -Errno.Interrupted);
        error = sent is >= 0 or -Errno.WouldBlock ? SocketError.Success : Errno.ToSocketError((int)-sent);
        return Math.Max((int)sent, 0);
    }

    public SendResult Send(SendBatch batch)
    {
        var sent = TrySend(batch, out var error);
        if (error is not (0 or Errno.WouldBlock))
            return SendResult.Failed(Errno.ToSocketError(error));
        if (sent == batch.Bytes)
            return SendResult.Complete(sent);
        batch.Skip(sent);
        return Keep(batch, sent);
    }

    private SendResult Keep(SendBatch rest, int alreadySent)
    {
        lock (this)
        {
            _unsent = new SendBatch();
            foreach (var segment in rest.Segments)
                _unsent.Add(segment);
            _counters.SendBegun();
            if (!_isWatchedForWriting)
            {
                // Asking now reports readiness that is there already, so no edge is missed.
                Loop.Rewatch(_descriptor, ReadInterest | Readiness.Out, Token);
                _isWatchedForWriting = true;
                return SendResult.Pending(alreadySent);
            }
            // The edge may have come between the kernel's refusal and the lock; one more try finds out.
            var sent = TrySend(_unsent, out var error);
            _unsent.Skip(sent);
            if (_unsent.Bytes > 0 && error is 0 or Errno.WouldBlock)
                return SendResult.Pending(alreadySent + sent);
            EndSending();
            return error is 0 or Errno.WouldBlock
                ? SendResult.Complete(alreadySent + sent)
                : SendResult.Failed(Errno.ToSocketError(error));
        }
    }

    private void SendOn()
    {
        int error;
        lock (this)
        {
            if (_unsent is null || _isClosed)
                return;
            do
            {
                _unsent.Skip(TrySend(_unsent, out error));
            }
            while (error == 0 && _unsent.Bytes > 0);
            if (error == Errno.WouldBlock)
                return;
            EndSending();
        }
        _events!.Sent(Errno.ToSocketError(error));
    }

    private void EndSending()
    {
        _unsent = null;
        _counters.SendEnded();
    }

    private int TrySend(SendBatch batch, out int error)
    {
        var segments = batch.Segments;
        nint sent;
        do
        {
            if (segments.Count == 1)
                sent = Descriptor.Send(_descriptor, segments[0]);
            else if (batch.Bytes <= SmallSendBuffer.Size)
                sent = Descriptor.Send(_descriptor, SmallSendBuffer.Fill(batch));
            else
                sent = SendGathered(segments);
            error = sent < 0 ? (int)-sent : 0;
        }
        while (error == Errno.Interrupted);
        return Math.Max((int)sent, 0);
    }

    private nint SendGathered(List<ArraySegment<byte>> segments)
    {
        var count = Math.Min(segments.Count, MaxSegments);
        var vector = stackalloc Libc.Segment[count];
        var pins = new PinnedGCHandle<byte[]>[count];
        try
        {
            for (var i = 0; i < count; i++)
            {
                var segment = segments[i];
                pins[i] = new PinnedGCHandle<byte[]>(segment.Array!);
                vector[i].Start = pins[i].GetAddressOfArrayData() + segment.Offset;
                vector[i].Length = segment.Count;
            }
            var message = new Libc.MessageHeader { Segments = vector, SegmentCount = count };
            return Libc.SendMessage(_descriptor, &message, Libc.NoSignal);
        }
        finally
        {
            foreach (var pin in pins)
                pin.Dispose();
        }
    }
}
