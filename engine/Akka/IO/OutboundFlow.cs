using System.Net.Sockets;
using Akka.Actor;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>How far a connection's writing has come.</summary>
internal enum FlushStatus
{
    /// <summary>Nothing is left to write.</summary>
    Drained,

    /// <summary>The operating system takes no more for now.</summary>
    Waiting,

    /// <summary>It would take more; others come first, and then <see cref="OutboundFlow.OnSent"/> goes on.</summary>
    Interrupted,

    /// <summary>The connection is broken.</summary>
    Failed,
}

/// <summary>
/// The writing side of a connection: a bounded queue, and one batch at a time on its way to the operating system.
/// What is queued while one is on its way leaves together in the next. A part of its connection and no object of its own, since
/// there are as many as clients.
/// </summary>
internal struct OutboundFlow
{
    // The kernel takes 1,024 at most (IOV_MAX); far fewer bring all that gathering can.
    private const int MaxSegments = 256;

    // So many batches are handed over before others have their turn: a peer that takes whatever it gets must not keep them waiting.
    private const int MaxBatchesPerFlush = 16;

    [ThreadStatic]
    private static SendBatch? _batchOfThisThread;

    private readonly ITransportConnection _connection;
    private readonly IActorRef _self;
    private readonly int _maxBatch;
    private readonly int _maxQueued;
    private WriteQueue _queue;
    private int _bytesUnderWay;
    private int _sentAhead;
    private bool _isSending;
    private bool _isSuspended;
    private IActorRef? _awaitsResume;

    public OutboundFlow(ITransportConnection connection, TcpSettings settings, IActorRef self)
    {
        _connection = connection;
        _self = self;
        _maxBatch = Math.Min(settings.SendBufferSize, settings.MaxFrameSizeBytes);
        _maxQueued = settings.WriteCommandsQueueMaxSize;
        UseResumeWriting = true;
    }

    /// <summary>Whether a refused write refuses those that follow until <see cref="Resume"/>.</summary>
    public bool UseResumeWriting { get; set; }

    /// <summary>Why the connection is broken, once it is.</summary>
    public SocketError Error { get; private set; }

    /// <summary>Whether what is written waits: mostly because the operating system has refused to take more.</summary>
    public readonly bool IsHeldUp => _isSending;

    /// <summary>Whether something is queued that could be handed over now.</summary>
    public readonly bool HasUnsent => !_isSending && !_queue.IsEmpty;

    /// <summary>Whether so much could be handed over now that waiting for more would bring nothing.</summary>
    public readonly bool HasFullBatch => !_isSending && _queue.Bytes >= _maxBatch;

    // Whether all that is queued may leave in one piece.
    private readonly bool SendsOnly => !_isSending && Error == SocketError.Success && _queue.Bytes <= _maxBatch;

    /// <summary>Queues a write.</summary>
    /// <returns>Why it was refused; null when it was taken.</returns>
    public DroppedWriteException? Offer(Tcp.WriteCommand command, IActorRef sender)
    {
        if (_isSuspended)
            return DroppedWriteException.WritingIsSuspended;
        // One write is always taken, however large, so that a limit can delay but never forbid.
        if (_maxQueued >= 0 && !_queue.IsEmpty && _queue.Bytes + command.Bytes > _maxQueued)
        {
            _isSuspended = UseResumeWriting;
            return DroppedWriteException.QueueIsFull;
        }

        _queue.Enqueue(command, sender);
        return null;
    }

    /// <summary>
    /// Takes writes again; the asker hears of it once nothing is queued. Who asks while somebody waits for that is refused: to resume is
    /// for a connection with one writer.
    /// </summary>
    public void Resume(IActorRef asker)
    {
        _isSuspended = false;
        if (_queue.IsEmpty)
            asker.Tell(Tcp.WritingResumed.Instance, _self);
        else if (_awaitsResume is null)
            _awaitsResume = asker;
        else
            asker.Tell(Tcp.ResumeWriting.Instance.FailureMessage, _self);
    }

    /// <summary>What <see cref="Flush"/> would hand over first, if that is one piece of an array; else empty.</summary>
    public readonly ArraySegment<byte> PeekUnsent() => SendsOnly ? _queue.PeekOnly() : default;

    /// <summary>Takes note that <see cref="PeekUnsent"/> was handed over by somebody else; the next flush goes on from there.</summary>
    public void SentAhead(int count, SocketError error)
    {
        _sentAhead = count;
        Error = error;
    }

    /// <summary>Hands over as much as the operating system takes.</summary>
    public FlushStatus Flush()
    {
        if (Error != SocketError.Success)
            return FlushStatus.Failed;
        if (_sentAhead > 0)
        {
            _queue.Advance(_sentAhead, _self);
            _sentAhead = 0;
        }
        else if (SendsOnly && _queue.TryGetOnly(out var only))
        {
            var sent = _connection.TrySend(only, out var error);
            if (error != SocketError.Success)
                return Failed(error);
            _queue.Advance(sent, _self);
        }

        for (var batches = 0; !_isSending && !_queue.IsEmpty; batches++)
        {
            if (batches == MaxBatchesPerFlush)
                return Interrupted();
            var (bytes, result) = SendNext(_batchOfThisThread ??= new SendBatch());
            if (result.Error != SocketError.Success)
                return Failed(result.Error);
            _queue.Advance(result.BytesSent, _self);
            _isSending = result.IsPending;
            _bytesUnderWay = bytes - result.BytesSent;
        }

        return Drained();
    }

    /// <summary>Takes note that the batch under way has ended, and goes on with what was queued meanwhile.</summary>
    public FlushStatus OnSent(SocketError error)
    {
        _isSending = false;
        if (error != SocketError.Success)
            return Failed(error);
        _queue.Advance(_bytesUnderWay, _self);
        return Flush();
    }

    /// <summary>Gives up what is queued.</summary>
    public void Fail(Exception cause) => _queue.Fail(cause, _self);

    private (int Bytes, SendResult Result) SendNext(SendBatch batch)
    {
        try
        {
            _queue.Gather(batch, _maxBatch, MaxSegments);
            var bytes = batch.Bytes;
            // Only empty writes are left when there are none: they are there for their acknowledgements.
            return (bytes, bytes == 0 ? SendResult.Complete(0) : _connection.Send(batch));
        }
        finally
        {
            batch.Clear();
        }
    }

    private FlushStatus Failed(SocketError error)
    {
        Error = error;
        return FlushStatus.Failed;
    }

    // As if a batch without bytes were under way.
    private FlushStatus Interrupted()
    {
        _isSending = true;
        _bytesUnderWay = 0;
        return FlushStatus.Interrupted;
    }

    private FlushStatus Drained()
    {
        if (!_queue.IsEmpty)
            return FlushStatus.Waiting;
        _awaitsResume?.Tell(Tcp.WritingResumed.Instance, _self);
        _awaitsResume = null;
        return FlushStatus.Drained;
    }
}
