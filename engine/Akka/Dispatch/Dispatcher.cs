using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>A dispatcher that runs mailboxes on an executor's threads.</summary>
public sealed class Dispatcher : MessageDispatcher
{
    private readonly ExecutorService _executor;

    internal Dispatcher(MessageDispatcherConfigurator configurator, ExecutorService executor)
        : base(configurator) => _executor = executor;

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _executor.Execute(run);

    /// <inheritdoc/>
    protected override void Shutdown() => _executor.Shutdown();
}

/// <summary>One dispatcher for all actors that name it, on the executor that its section names.</summary>
/// <remarks>Executors: see the <c>executor</c> setting of <c>akka.actor.default-dispatcher</c>.</remarks>
public sealed class DispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly Dispatcher _instance;

    /// <summary>A dispatcher as its section of the configuration describes it.</summary>
    public DispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : this(config, prerequisites, null)
    {
    }

    internal DispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites, ExecutorService? executor)
        : base(config, prerequisites) =>
        _instance = new Dispatcher(this, executor ?? ExecutorFor(config, prerequisites));

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _instance;

    private static ExecutorService ExecutorFor(Config config, IDispatcherPrerequisites prerequisites)
    {
        var id = config.GetString("id", "");
        var executor = config.GetString("executor", "default-executor");
        return executor switch
        {
            "" or "default-executor" or "thread-pool-executor" or "task-executor" or "channel-executor" => new ThreadPoolExecutor(),
            "fork-join-executor" => ForkJoin(config, id, prerequisites),
            "current-context-executor" => CurrentContext(),
            _ => throw config.Refuse(
                "executor",
                $"Could not resolve executor [{executor}] of dispatcher [{id}]: expected default-executor, thread-pool-executor, "
                + "task-executor, channel-executor, fork-join-executor or current-context-executor."),
        };
    }

    /// <summary>Threads of its own: <c>dedicated-thread-pool.thread-count</c>, or from the parallelism settings.</summary>
    internal static ExecutorService ForkJoin(Config config, string id, IDispatcherPrerequisites prerequisites)
    {
        var threads = config.GetInt("dedicated-thread-pool.thread-count", 0);
        if (threads <= 0)
        {
            var wanted = (int)Math.Ceiling(Environment.ProcessorCount * config.GetDouble("fork-join-executor.parallelism-factor", 1.0));
            // The most there may be comes before the least: who names only one of them does not know the other.
            threads = Math.Min(
                Math.Max(wanted, config.GetInt("fork-join-executor.parallelism-min", 8)),
                config.GetInt("fork-join-executor.parallelism-max", 64));
        }
        var background = config.GetString("dedicated-thread-pool.threadtype", "background") != "foreground";
        return new DedicatedThreadsExecutor(id, threads, background, prerequisites.EventStream);
    }

    internal static ExecutorService CurrentContext() =>
        new SynchronizationContextExecutor(
            SynchronizationContext.Current is null ? TaskScheduler.Default : TaskScheduler.FromCurrentSynchronizationContext());
}

/// <summary>A dispatcher for each actor, on the synchronization context that was current when that actor was made.</summary>
internal sealed class CurrentSynchronizationContextDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new Dispatcher(this, DispatcherConfigurator.CurrentContext());
}

/// <summary>A thread for each actor.</summary>
public sealed class PinnedDispatcher : MessageDispatcher
{
    private DedicatedThreadsExecutor? _executor;
    private ActorCell? _owner;

    internal PinnedDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run)
    {
        var executor = _executor
            ?? throw new InvalidOperationException($"The pinned dispatcher [{Id}] has no actor, so it has no thread.");
        executor.Execute(run);
    }

    /// <inheritdoc/>
    public override void Attach(ActorCell cell)
    {
        if (Interlocked.CompareExchange(ref _owner, cell, null) is { } owner && owner != cell)
            throw new InvalidOperationException($"Cannot register to anyone but {owner.Self}: a pinned dispatcher serves one actor.");
        _executor = new DedicatedThreadsExecutor(Id + "-" + cell.Self.Path.Name, 1, background: true, EventStream);
        base.Attach(cell);
    }

    /// <inheritdoc/>
    public override void Detach(ActorCell cell)
    {
        base.Detach(cell);
        Shutdown();
    }

    /// <inheritdoc/>
    protected override void Shutdown() => _executor?.Shutdown();
}

/// <summary>A dispatcher of its own for each actor.</summary>
internal sealed class PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new PinnedDispatcher(this);
}
