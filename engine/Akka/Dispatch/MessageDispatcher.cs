using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>What a dispatcher is made with.</summary>
public interface IDispatcherPrerequisites
{
    /// <summary>Where failures are published.</summary>
    EventStream EventStream { get; }

    /// <summary>The system's scheduler.</summary>
    IScheduler Scheduler { get; }

    /// <summary>The system's settings.</summary>
    Settings Settings { get; }

    /// <summary>The system's mailboxes.</summary>
    Mailboxes Mailboxes { get; }
}

/// <summary>What a dispatcher is made with, by default.</summary>
public sealed class DefaultDispatcherPrerequisites(EventStream eventStream, IScheduler scheduler, Settings settings, Mailboxes mailboxes)
    : IDispatcherPrerequisites
{
    /// <inheritdoc/>
    public EventStream EventStream { get; } = eventStream;

    /// <inheritdoc/>
    public IScheduler Scheduler { get; } = scheduler;

    /// <inheritdoc/>
    public Settings Settings { get; } = settings;

    /// <inheritdoc/>
    public Mailboxes Mailboxes { get; } = mailboxes;
}

/// <summary>Makes the dispatcher that a section of the configuration describes.</summary>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>What the configuration gives.</summary>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>The dispatcher's section, its <c>id</c> included.</summary>
    public Config Config { get; }

    /// <summary>What dispatchers are made with.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The dispatcher; most configurators give the same one each time.</summary>
    public abstract MessageDispatcher Dispatcher();
}

/// <summary>
/// Decides where mailboxes run. One dispatcher serves many actors; which thread a turn takes is its business alone, that there is
/// only one turn at a time is the mailbox's.
/// </summary>
public abstract class MessageDispatcher
{
    /// <summary>How many user messages an actor may process in a turn where the dispatcher's section does not say.</summary>
    public const int DefaultThroughput = 100;

    private long _inhabitants;

    /// <summary>A dispatcher as its configurator describes it.</summary>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        Configurator = configurator;
        Id = configurator.Config.GetString("id", "");
        Throughput = configurator.Config.GetInt("throughput", DefaultThroughput);
        var deadline = configurator.Config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero);
        ThroughputDeadlineTime = deadline > TimeSpan.Zero ? deadline.Ticks : null;
        ThroughputDeadlineTicks = (long)(Math.Max(deadline.TotalSeconds, 0) * Stopwatch.Frequency);
        ShutdownTimeout = configurator.Config.GetTimeSpan("shutdown-timeout", TimeSpan.FromSeconds(1));
    }

    /// <summary>What made it.</summary>
    public MessageDispatcherConfigurator Configurator { get; }

    /// <summary>Its path in the configuration.</summary>
    public string Id { get; protected set; }

    /// <summary>How many user messages an actor may process before others get their turn.</summary>
    public int Throughput { get; set; }

    /// <summary>For how many ticks (of 100 ns) an actor may go on before others get their turn; null: without end.</summary>
    public long? ThroughputDeadlineTime { get; protected set; }

    internal long ThroughputDeadlineTicks { get; }

    /// <summary>How long the dispatcher's threads may take to end.</summary>
    public TimeSpan ShutdownTimeout { get; protected set; }

    /// <summary>Where failures are published.</summary>
    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    /// <summary>The system's mailboxes.</summary>
    public Mailboxes Mailboxes => Configurator.Prerequisites.Mailboxes;

    /// <summary>How many actors live on it.</summary>
    internal long Inhabitants => Interlocked.Read(ref _inhabitants);

    /// <summary>Runs an action where actors run.</summary>
    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    /// <summary>Runs something where actors run.</summary>
    public void Schedule(IRunnable run) => ExecuteTask(run);

    /// <summary>Takes something to run; must not run it on the calling thread unless that is the dispatcher's whole point.</summary>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Gives threads back. Called when the system has ended, and by pinned dispatchers when their actor has.</summary>
    protected virtual void Shutdown()
    {
    }

    internal void ShutdownInternal() => Shutdown();

    /// <summary>Publishes a failure of the dispatcher's own as an error.</summary>
    protected void ReportFailure(Exception ex)
    {
        ArgumentNullException.ThrowIfNull(ex);
        EventStream.Publish(new Error(ex, GetType().FullName ?? GetType().Name, GetType(), ex.Message));
    }

    /// <summary>Delivers a user message.</summary>
    public virtual void Dispatch(ActorCell cell, Envelope envelope)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.TryWake(envelope))
        {
            Execute(mailbox);
            return;
        }

        mailbox.Enqueue(cell.Self, envelope);
        RegisterForExecution(mailbox, hasMessageHint: true, hasSystemMessageHint: false);
    }

    /// <summary>Delivers a system message.</summary>
    public virtual void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        var mailbox = cell.Mailbox;
        // A watch means nothing before the end of the actor watched, and that is a turn: an idle actor need not be woken for it, nor for its
        // being taken back. The next one wakes it, lest they heap up; and whoever has them logged wants to see them at once.
        var mayWait = IsAboutBeingWatched(cell, message) && !mailbox.HasSystemMessages && !cell.SystemImpl.Settings.DebugLifecycle;
        mailbox.SystemEnqueue(cell.Self, message);
        if (!mayWait)
            RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    // The same messages order an actor to watch another, or no longer to: that has to be done.
    private static bool IsAboutBeingWatched(ActorCell cell, SystemMessage message) => message switch
    {
        Watch watch => ReferenceEquals(watch.Watchee, cell.Self),
        Unwatch unwatch => ReferenceEquals(unwatch.Watchee, cell.Self),
        _ => false,
    };

    /// <summary>Schedules a mailbox unless it is scheduled already or has nothing to do.</summary>
    internal bool RegisterForExecution(Mailbox mailbox, bool hasMessageHint, bool hasSystemMessageHint) =>
        mailbox.CanBeScheduledForExecution(hasMessageHint, hasSystemMessageHint) && mailbox.SetAsScheduled() && Execute(mailbox);

    private bool Execute(Mailbox mailbox)
    {
        try
        {
            ExecuteTask(mailbox);
            return true;
        }
        catch (Exception refusal)
        {
            mailbox.SetAsIdle();
            return RunElsewhere(mailbox, refusal);
        }
    }

    // The threads are gone: a dispatcher that was shut down, a user interface that was closed. That is no fault of the sender's,
    // so it is not the one who fails. User messages stay where they are; but an actor that cannot be told to stop would keep its
    // parent from ending for ever, so orders of the engine's own are carried out on the thread pool, with what waits behind them.
    private bool RunElsewhere(Mailbox mailbox, Exception refusal)
    {
        ReportFailure(refusal);
        if (!mailbox.HasSystemMessages || !mailbox.SetAsScheduled())
            return false;
        ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
        return true;
    }

    /// <summary>Takes an actor in.</summary>
    public virtual void Attach(ActorCell cell)
    {
        Interlocked.Increment(ref _inhabitants);
        RegisterForExecution(cell.Mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    /// <summary>Lets an actor go that has ended: what its mailbox still holds becomes dead letters.</summary>
    public virtual void Detach(ActorCell cell)
    {
        var mailbox = cell.SwapMailbox(Mailboxes.DeadLetterMailbox);
        mailbox.BecomeClosed();
        mailbox.CleanUp();
        Interlocked.Decrement(ref _inhabitants);
    }
}
