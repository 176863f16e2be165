using System.Buffers;
using System.Threading.Tasks.Sources;
using Akka.Actor;
using Akka.IO;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>
/// The encrypted side of a TLS stream: what it reads is what the actor was sent by the network, what it writes goes there as
/// commands. Nothing ever blocks: a read that finds nothing waits for <see cref="Feed"/>.
/// </summary>
/// <param name="below">The network.</param>
/// <param name="actor">The actor whose wire it is: the sender of what is written; told when a read waits while
/// <see cref="RunsOnThreadPool"/>.</param>
internal sealed class TlsWire(IActorRef below, IActorRef actor) : Stream, IValueTaskSource<int>
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<int> _waiting = new() { RunContinuationsAsynchronously = true };
    private ReadOnlySequence<byte> _unread;
    private Memory<byte> _target;
    private bool _isWaiting;
    private bool _hasEnded;

    /// <summary>
    /// Whether the TLS stream goes on by itself on the thread pool when it is fed, as it should while it computes signatures
    /// that take a millisecond; otherwise it goes on within <see cref="Feed"/>, which saves two changes of thread.
    /// </summary>
    public bool RunsOnThreadPool
    {
        get => _waiting.RunContinuationsAsynchronously;
        set => _waiting.RunContinuationsAsynchronously = value;
    }

    /// <summary>Whether a read waits for bytes.</summary>
    public bool IsStarved
    {
        get
        {
            lock (_gate) return _isWaiting;
        }
    }

    /// <summary>Whether the TLS stream has been told that nothing more comes.</summary>
    public bool HasReadEnd { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("A connection has no length.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("A connection has no position.");
        set => throw new NotSupportedException("A connection has no position.");
    }

    /// <summary>Hands over what one read brought; to be called only when a read waits, or before the first.</summary>
    /// <param name="data">At least one byte; not copied, and kept until the TLS stream has taken it.</param>
    public void Feed(in ReadOnlySequence<byte> data)
    {
        int taken;
        lock (_gate)
        {
            if (!_unread.IsEmpty) throw new InvalidOperationException("The TLS stream was fed before it was hungry.");
            _unread = data;
            if (!_isWaiting) return;
            _isWaiting = false;
            taken = Take(_target.Span);
            _target = default;
        }

        _waiting.SetResult(taken);
    }

    /// <summary>Tells that nothing more comes.</summary>
    public void FeedEnd()
    {
        lock (_gate)
        {
            _hasEnded = true;
            if (!_isWaiting) return;
            _isWaiting = false;
            _target = default;
            HasReadEnd = true;
        }

        _waiting.SetResult(0);
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_unread.IsEmpty) return new ValueTask<int>(Take(buffer.Span));
            if (_hasEnded)
            {
                HasReadEnd = true;
                return new ValueTask<int>(0);
            }

            _target = buffer;
            _waiting.Reset();
            _isWaiting = true;
        }

        if (RunsOnThreadPool) actor.Tell(Starved.Instance, ActorRefs.NoSender);
        return new ValueTask<int>(this, _waiting.Version);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not supported: it would have to block.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The wire is read asynchronously only.");

    /// <summary>Sends bytes. They are copied, since the TLS stream uses its buffer again while they are still on their way.</summary>
    public override void Write(ReadOnlySpan<byte> buffer) => below.Tell(Tcp.Write.Create(buffer.ToArray()), actor);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <summary>Does nothing: whatever is written is on its way.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A connection cannot be searched.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A connection has no length.");

    int IValueTaskSource<int>.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    /// <summary>Moves bytes to where the TLS stream wants them.</summary>
    private int Take(Span<byte> target)
    {
        var taken = (int)Math.Min(target.Length, _unread.Length);
        _unread.Slice(0, taken).CopyTo(target);
        _unread = taken == _unread.Length ? default : _unread.Slice(taken);
        return taken;
    }

    /// <summary>Tells the actor that a read has begun to wait.</summary>
    internal sealed class Starved : INoSerializationVerificationNeeded, Akka.Event.IDeadLetterSuppression
    {
        public static readonly Starved Instance = new();
    }
}
