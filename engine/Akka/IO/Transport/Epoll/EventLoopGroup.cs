using Akka.Event;

namespace Akka.IO.Transport.Epoll;

/// <summary>The loops of a system.</summary>
internal sealed class EventLoopGroup
{
    private readonly EventLoop[] _loops;
    private int _next = -1;

    public EventLoopGroup(string systemName, int count, TimeSpan maxSpin, TimeSpan blockedAfter, EventStream eventStream)
    {
        _loops = new EventLoop[count];
        for (var i = 0; i < count; i++)
            _loops[i] = new EventLoop(this, $"{systemName}-io-{i}", maxSpin, eventStream);
        Watchdog = blockedAfter > TimeSpan.Zero ? new EventLoopWatchdog(_loops, systemName, blockedAfter, eventStream) : null;
        foreach (var loop in _loops)
        {
            loop.Watchdog = Watchdog;
            loop.Start();
        }
    }

    private EventLoopWatchdog? Watchdog { get; }

    public int Count => _loops.Length;

    /// <summary>The loop of this thread, where it is one of the group's.</summary>
    public EventLoop? Current => EventLoop.Current is { } current && ReferenceEquals(current.Group, this) ? current : null;

    /// <summary>The loop of this thread, or the next in turn.</summary>
    public EventLoop CurrentOrNext => Current ?? Next;

    /// <summary>The next loop in turn: what is to be spread over all of them takes it.</summary>
    public EventLoop Next => _loops[(int)((uint)Interlocked.Increment(ref _next) % (uint)_loops.Length)];

    public void Stop()
    {
        Watchdog?.Stop();
        foreach (var loop in _loops)
            loop.Stop();
    }
}
