using Akka.Actor;
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
    private readonly long[] _reportedTurns;
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private volatile bool _isWanted;

    public EventLoopWatchdog(EventLoop[] loops, TimeSpan limit, EventStream eventStream)
    {
        _loops = loops;
        _limit = limit;
        _eventStream = eventStream;
        _lastTurns = new long[loops.Length];
        _reportedTurns = new long[loops.Length];
        _timer = new Timer(static state => ((EventLoopWatchdog)state!).Look(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>A loop has something to run.</summary>
    public void OnTurns()
    {
        if (!_isWanted)
            Want();
    }

    private void Want()
    {
        lock (_gate)
        {
            _isWanted = true;
            SetTimer(_limit);
        }
    }

    private void Look()
    {
        var moved = false;
        for (var i = 0; i < _loops.Length; i++)
        {
            var (running, turns) = _loops[i].Progress;
            moved |= running is not null || turns != _lastTurns[i];
            if (running is not null && turns == _lastTurns[i] && turns != _reportedTurns[i])
            {
                _reportedTurns[i] = turns;
                Report(_loops[i], running);
            }
            _lastTurns[i] = turns;
        }
        if (!moved)
            RestUnlessWanted();
    }

    // The timer stops one look after the wish was taken back: a turn that begins in between finds it taken back, and wishes
    // anew before or after the timer stops, never unseen.
    private void RestUnlessWanted()
    {
        lock (_gate)
        {
            if (_isWanted)
                _isWanted = false;
            else
                SetTimer(Timeout.InfiniteTimeSpan);
        }
    }

    private void SetTimer(TimeSpan period)
    {
        try
        {
            _timer.Change(period, period);
        }
        catch (ObjectDisposedException)
        {
            // The loops are being stopped; there is nothing left to watch.
        }
    }

    private void Report(EventLoop loop, object running)
    {
        var who = running is ActorCell actor ? actor.Self.Path.ToString() : running.GetType().ToString();
        _eventStream.Publish(new Warning(loop.Thread.Name!, typeof(EventLoop),
            $"[{who}] has held an event loop's thread for more than {_limit.TotalMilliseconds:F0} ms; every connection of that loop waits. "
            + "Let it run on another dispatcher, or make it asynchronous."));
    }
}
