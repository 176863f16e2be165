using Akka.Actor;
using Akka.Event;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// Reports an actor that holds a loop's thread for longer than the configured time: every connection of that loop waits for
/// it. Costs a loop two stores a turn, and nothing while all are idle: then its thread sleeps.
/// </summary>
/// <remarks>
/// A thread of its own and no timer: a timer wakes one of the pool's threads each time, which then looks for more to do for a while, and a
/// loop whose core it shares is interrupted a hundred times.
/// </remarks>
#pragma warning disable CA1001 // Its events are not disposed: a loop that is being stopped may still signal them.
internal sealed class EventLoopWatchdog
#pragma warning restore CA1001
{
    private readonly EventLoop[] _loops;
    private readonly TimeSpan _limit;
    private readonly EventStream _eventStream;
    private readonly long[] _lastTurns;
    private readonly long[] _reportedTurns;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEvent _ended = new(false);
    private volatile bool _isWanted;

    public EventLoopWatchdog(EventLoop[] loops, string systemName, TimeSpan limit, EventStream eventStream)
    {
        _loops = loops;
        _limit = limit;
        _eventStream = eventStream;
        _lastTurns = new long[loops.Length];
        _reportedTurns = new long[loops.Length];
        new Thread(Run) { Name = $"{systemName}-io-watch", IsBackground = true }.UnsafeStart();
    }

    /// <summary>Ends its thread, without waiting for that.</summary>
    public void Stop()
    {
        _ended.Set();
        _wake.Set();
    }

    /// <summary>A loop has something to run.</summary>
    public void OnTurns()
    {
        if (_isWanted)
            return;
        _isWanted = true;
        _wake.Set();
    }

    private void Run()
    {
        do
            _wake.WaitOne();
        while (LookUntilAllRest());
    }

    // Rests one look after the wish was taken back: a turn that begins in between finds it taken back and wishes anew, never unseen. False
    // when it is to end.
    private bool LookUntilAllRest()
    {
        while (!_ended.WaitOne(_limit))
        {
            if (Look())
                continue;
            if (!_isWanted)
                return true;
            _isWanted = false;
        }
        return false;
    }

    /// <summary>Reports who holds a loop since the last look; true where something has run since then or runs.</summary>
    private bool Look()
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
        return moved;
    }

    private void Report(EventLoop loop, object running)
    {
        var who = running is ActorCell actor ? actor.Self.Path.ToString() : running.GetType().ToString();
        _eventStream.Publish(new Warning(loop.Thread.Name!, typeof(EventLoop),
            $"[{who}] has held an event loop's thread for more than {_limit.TotalMilliseconds:F0} ms; every connection of that loop waits. "
            + "Let it run on another dispatcher, or make it asynchronous."));
    }
}
