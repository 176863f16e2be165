using System.Buffers;
using System.Diagnostics;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// One sender of a chat load. At a given rate it sends what is due whatever has arrived (an open loop: latency runs from
/// when a message was due, so that a server that stalls cannot hide what it delayed); without a rate it keeps a number of
/// messages under way (a closed loop).
/// </summary>
internal sealed class ChatLoadSender : IDisposable
{
    private const int LongestBatch = 64;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly int _number;
    private readonly ClientStream _stream;
    private readonly ChatLoadPlan _plan;
    private readonly LoadClock _clock;
    private readonly byte[] _frame;
    private readonly byte[] _batch;
    private readonly SemaphoreSlim _woken = new(0);

    private long _sent;
    private long _delivered;
    private long _wakeAt = long.MaxValue;

    public ChatLoadSender(int number, ClientStream stream, ChatLoadPlan plan, LoadClock clock)
    {
        _number = number;
        _stream = stream;
        _plan = plan;
        _clock = clock;
        _frame = ClientFrame.Say(new ReadOnlySequence<byte>(new byte[plan.TextBytes])).Encode();
        _batch = new byte[LongestBatch * _frame.Length];
    }

    /// <summary>How many messages were handed to the connection so far.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>How many of them while the run was measuring.</summary>
    public long Measured { get; private set; }

    /// <summary>A member received messages of this sender.</summary>
    public void Delivered(long messages)
    {
        var total = Interlocked.Add(ref _delivered, messages);
        if (total >= Volatile.Read(ref _wakeAt) && Interlocked.Exchange(ref _wakeAt, long.MaxValue) != long.MaxValue)
        {
            _woken.Release();
        }
    }

    /// <summary>Sends until the run drains; at a given rate, all that was due by then.</summary>
    public Task RunAsync(CancellationToken giveUp) =>
        _plan.MessagesPerSecond > 0 ? KeepRateAsync(giveUp) : KeepDepthAsync(giveUp);

    /// <inheritdoc/>
    public void Dispose() => _woken.Dispose();

    private async Task KeepRateAsync(CancellationToken giveUp)
    {
        var ticksPerMessage = Stopwatch.Frequency * (double)_plan.Senders / _plan.MessagesPerSecond;
        // The senders' messages lie between each other's.
        var first = Stopwatch.GetTimestamp() + (long)(ticksPerMessage * _number / _plan.Senders);
        using var tick = new PeriodicTimer(Tick);
        while (true)
        {
            var isLast = _clock.IsDraining;
            var until = isLast ? _clock.DrainingSince : Stopwatch.GetTimestamp();
            var due = (long)Math.Floor((until - first) / ticksPerMessage) + 1 - _sent;
            while (due > 0)
            {
                var count = (int)Math.Min(due, LongestBatch);
                for (var i = 0; i < count; i++) Put(i, first + (long)((_sent + i) * ticksPerMessage));
                await SendAsync(count, giveUp);
                due -= count;
            }

            if (isLast) return;
            await tick.WaitForNextTickAsync(giveUp);
        }
    }

    private async Task KeepDepthAsync(CancellationToken giveUp)
    {
        while (!_clock.IsDraining)
        {
            var room = _plan.Depth - (_sent - Volatile.Read(ref _delivered) / _plan.Hearers);
            if (room <= 0)
            {
                await WaitForRoomAsync(giveUp);
                continue;
            }

            var count = (int)Math.Min(room, LongestBatch);
            var now = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++) Put(i, now);
            await SendAsync(count, giveUp);
        }
    }

    /// <summary>Waits until half of what is under way has arrived, so that a wake-up brings more than one message.</summary>
    private async Task WaitForRoomAsync(CancellationToken giveUp)
    {
        var target = (_sent - _plan.Depth / 2) * _plan.Hearers;
        Interlocked.Exchange(ref _wakeAt, target);
        if (Volatile.Read(ref _delivered) >= target && Interlocked.Exchange(ref _wakeAt, long.MaxValue) != long.MaxValue) return;
        // Messages may be lost, and then nobody wakes the sender; the stage is to be looked at in any case.
        await _woken.WaitAsync(TimeSpan.FromMilliseconds(100), giveUp);
    }

    private void Put(int index, long dueAt)
    {
        var frame = _batch.AsSpan(index * _frame.Length, _frame.Length);
        _frame.CopyTo(frame);
        new ChatLoadMessage(_number, _sent + index, dueAt).Write(frame[^_plan.TextBytes..], _plan.Run);
    }

    private async ValueTask SendAsync(int count, CancellationToken giveUp)
    {
        Volatile.Write(ref _sent, _sent + count);
        if (_clock.IsMeasuring) Measured += count;
        await _stream.WriteAsync(_batch.AsMemory(0, count * _frame.Length), giveUp);
    }
}
