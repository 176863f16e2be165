using Akka.Dispatch;
using Akka.Event;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// Reports an actor that holds a loop's thread for longer than the configured time: every connection of that loop waits for
/// it. Costs a loop two stores a turn, and nothing while all are idle: then its timer does not run either.
/// </summary>
internal sealed class EventLoopWatchdog : IDisposable
{
    private readonly EventLoop[] _loops;
    private readonly TimeSpan _limit;
    private readonly EventStream _eventStream;
    private readonly long[] _lastTurns;
    private readonly Timer _timer;
    private volatile bool _isLooking;

    public EventLoopWatchdog(EventLoop[] loops, TimeSpan limit, EventStream eventStream)
    {
        _loops = loops;
        _limit = limit;
        _eventStream = eventStream;
        _lastTurns = new long[loops.Length];
        _timer = new Timer(static state => ((EventLoopWatchdog)state!).Look(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>A loop has woken.</summary>
    public void OnAwake()
    {
        if (_isLooking)
            return;
        _isLooking = true;
        try
        {
            _timer.Change(_limit, _limit);
        }
        catch (ObjectDisposedException)
        {
            // The loops are being stopped; there is nothing left to watch.
        }
    }

    private void Look()
    {
        var moved = false;
        for (var i = 0; i < _loops.Length; i++)
        {
            var (running, turns) = _loops[i].Progress;
            moved |= running is not null || turns != _lastTurns[i];
            if (running is not null && turns == _lastTurns[i])
                Report(_loops[i], running);
            _lastTurns[i] = turns;
        }
        if (!moved)
            Rest();
    }

    private void Rest()
    {
        _timer.Change(Timeout.Infinite, Timeout.Infinite);
        _isLooking = false;
        // A loop that woke in between took it that somebody was looking.
        for (var i = 0; i < _loops.Length; i++)
        {
            if (_loops[i].Progress.Turns != _lastTurns[i])
                OnAwake();
        }
    }

    private void Report(EventLoop loop, IRunnable running)
    {
        var who = running is Mailbox { Actor: { } actor } ? actor.Self.Path.ToString() : running.GetType().ToString();
        _eventStream.Publish(new Warning(loop.Thread.Name!, typeof(EventLoop),
            $"[{who}] has held an event loop's thread for more than {_limit.TotalMilliseconds:F0} ms; every connection of that loop waits. "
            + "Let it run on another dispatcher, or make it asynchronous."));
    }
}
