using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// One thread that waits for readiness and runs what follows from it: an event reaches the connection's actor, its
/// handler and the write that answers without leaving this thread. Between two waits it also runs what other threads
/// handed over.
/// </summary>
internal sealed partial class EventLoop
{
    // After so many turns the kernel is asked again, so that actors that keep each other busy cannot keep sockets waiting.
    private const int MaxRunsBetweenPolls = 512;

    /// <summary>What stands for no source, but for another thread that has something to run.</summary>
    internal const ulong WakeToken = ulong.MaxValue;

    [ThreadStatic]
    private static EventLoop? _current;

    private readonly int _epoll;
    private readonly int _wake;
    private readonly EventBuffer _events = new();
    private readonly ConcurrentQueue<IRunnable> _inbox = new();
    private readonly RunQueue _local = new();
    private readonly RunQueue _afterBatch = new();
    private readonly TurnStack _turns = new();
    private readonly EventStream _eventStream;
    private volatile bool _stopping;

    public EventLoop(EventLoopGroup group, string name, TimeSpan maxSpin, EventStream eventStream)
    {
        Group = group;
        _eventStream = eventStream;
        _spin = new SpinBudget(maxSpin);
        Round = new Round(_turns, Report);
        _epoll = Libc.EpollCreate(Libc.CloseOnExec);
        if (_epoll < 0)
            throw Errno.LastException();
        _wake = Libc.EventFd(0, Libc.NonBlocking | Libc.CloseOnExec);
        if (_wake < 0 || EventBuffer.Control(_epoll, Libc.Add, _wake, Readiness.In | Readiness.EdgeTriggered, WakeToken) < 0)
        {
            var error = Errno.LastException();
            Libc.Close(_epoll);
            throw error;
        }
        Thread = new Thread(Run) { Name = name, IsBackground = true };
    }

    /// <summary>The loop whose thread this is, or null.</summary>
    public static EventLoop? Current => _current;

    /// <summary>The loops of its system.</summary>
    public EventLoopGroup Group { get; }

    public Thread Thread { get; }

    /// <summary>The connections that are being carried through; for this loop's thread only.</summary>
    public Round Round { get; }

    /// <summary>Told when there is something to run, so that it looks at this loop while it runs.</summary>
    public EventLoopWatchdog? Watchdog { get; set; }

    /// <summary>What is being run now, and how many turns there were: what a watchdog compares. Safe from any thread.</summary>
    public (object? Running, long Turns) Progress => _turns.Progress;

    public void Start() => Thread.UnsafeStart();

    /// <summary>Ends the loop once what is queued has been run. Safe from any thread.</summary>
    public void Stop()
    {
        _stopping = true;
        Wake();
    }

    /// <summary>Hands something over to be run on this loop's thread. Safe from any thread.</summary>
    public void Execute(IRunnable run)
    {
        if (ReferenceEquals(_current, this))
        {
            ExecuteHere(run);
            return;
        }
        _inbox.Enqueue(run);
        // Either the loop sees the queue before it sleeps, or this thread sees that it sleeps: a full fence lies between on both sides.
        Interlocked.MemoryBarrier();
        // One wakes it; the others, who may be many before it is scheduled, need not ask the kernel again.
        if (Volatile.Read(ref _asleep) != 0 && Interlocked.Exchange(ref _asleep, 0) != 0)
            Wake();
    }

    /// <summary>Runs something next in line; only on this loop's thread.</summary>
    public void ExecuteHere(IRunnable run)
    {
        _turns.Ready(run);
        _local.Enqueue(run);
    }

    /// <summary>
    /// Runs something once every event that the kernel has reported has been carried through; only on this loop's thread.
    /// </summary>
    public void ExecuteAfterBatch(IRunnable run) => _afterBatch.Enqueue(run);

    /// <summary>
    /// Gives a mailbox its turn on the spot, in the middle of what is being run, if anything; only on this loop's thread.
    /// </summary>
    /// <param name="mailbox">The mailbox, which is scheduled already.</param>
    /// <param name="message">The message with which the turn begins; it has not been put in.</param>
    /// <param name="takesMeanwhile">Whether the actor of what is being run takes messages while it stands still.</param>
    public void RunNow(Mailbox mailbox, in Envelope message, bool takesMeanwhile)
    {
        if (_turns.IsEmpty)
            Watchdog?.OnTurns();
        _turns.TakeMeanwhile(takesMeanwhile);
        try
        {
            mailbox.RunWith(_turns, message);
        }
        catch (Exception e)
        {
            Report(e);
        }
        _turns.TakeMeanwhile(false);
    }

    // Never returns, so it is compiled once and for all, and long before it is known what is called how often. Whatever is worth being
    // compiled again is no part of it (NoInlining).
    private void Run()
    {
        _current = this;
        _turns.BecomeOfThisThread();
        while (!_stopping || HasWork)
        {
            var count = Poll();
            for (var first = 0; first < count; first += Round.MaxEvents)
                RunRound(first, Math.Min(first + Round.MaxEvents, count));
            TakeInbox();
            TakeAfterBatch();
            RunQueued(MaxRunsBetweenPolls);
            CloseDescriptors();
        }
        CloseWake();
        Libc.Close(_epoll);
        _events.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunRound(int first, int end)
    {
        while (first < end)
            first = TellSources(first, end);
        if (Round.Count > 0)
        {
            Watchdog?.OnTurns();
            Round.Run();
        }
        RunQueued(MaxRunsBetweenPolls);
        CloseDescriptors();
    }

    // One block for many, so that it costs nothing for each; after a failure the caller goes on with the next.
    private int TellSources(int next, int end)
    {
        try
        {
            while (next < end)
            {
                var (readiness, token) = _events[next++];
                if (token != WakeToken)
                    _sources.Find(token)?.OnReady(readiness);
            }
        }
        catch (Exception e)
        {
            Report(e);
        }
        return next;
    }

    private void TakeInbox()
    {
        for (var left = _inbox.Count; left > 0 && _inbox.TryDequeue(out var run); left--)
            _local.Enqueue(run);
    }

    private void TakeAfterBatch()
    {
        for (var left = _afterBatch.Count; left > 0 && _afterBatch.TryDequeue(out var run); left--)
            _local.Enqueue(run);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunQueued(int limit)
    {
        if (_local.IsEmpty)
            return;
        Watchdog?.OnTurns();
        while (limit-- > 0 && _local.TryDequeue(out var run))
            RunOne(run);
    }

    private void RunOne(IRunnable run)
    {
        try
        {
            if (run is Mailbox mailbox)
                mailbox.RunWith(_turns, default);
            else
                RunOther(run);
        }
        catch (Exception e)
        {
            Report(e);
        }
    }

    private void RunOther(IRunnable run)
    {
        _turns.Begin(run);
        try
        {
            run.Run();
        }
        finally
        {
            _turns.End();
        }
    }

    private void Report(Exception failure) =>
        _eventStream.Publish(new Error(failure, Thread.Name!, typeof(EventLoop), "Something scheduled on an event loop failed."));
}
