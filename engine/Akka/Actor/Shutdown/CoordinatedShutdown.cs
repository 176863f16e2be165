using System.Collections.Immutable;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Shuts an actor system down in phases: the tasks of a phase run side by side, one phase after the other, in the order
/// that <c>akka.coordinated-shutdown.phases</c> gives. It runs once. Safe for use by many threads at once.
/// </summary>
public sealed partial class CoordinatedShutdown : IExtension
{
    private readonly Dictionary<string, Phase> _phases;
    private readonly List<string> _orderedPhases;
    private readonly ILoggingAdapter _log;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<Done> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableDictionary<string, ImmutableList<ShutdownTask>> _tasks = ImmutableDictionary<string, ImmutableList<ShutdownTask>>.Empty;
    private Reason? _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system, Dictionary<string, Phase> phases)
    {
        System = system;
        _phases = phases;
        _orderedPhases = TopologicalSort(phases);
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
    }

    /// <summary>The actor system that is shut down.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Why the shutdown runs; null before it has been started.</summary>
    public Reason? ShutdownReason => Volatile.Read(ref _reason);

    /// <summary>The longest that the phases which have tasks may take altogether.</summary>
    public TimeSpan TotalTimeout
    {
        get
        {
            var total = TimeSpan.Zero;
            foreach (var phase in _tasks.Keys)
                total += Timeout(phase);
            return total;
        }
    }

    /// <summary>Returns the shutdown of an actor system.</summary>
    /// <param name="sys">The actor system.</param>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase. It must be there before the phase starts, or it does not run.</summary>
    /// <param name="phase">A phase of the configuration.</param>
    /// <param name="taskName">Names the task in the log.</param>
    /// <param name="task">Starts the task. An exception thrown by it counts like that of its task.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        EnsureKnown(phase, nameof(phase));
        lock (_lock)
            _tasks = _tasks.SetItem(phase, _tasks.GetValueOrDefault(phase, []).Add(new ShutdownTask(taskName, task)));
    }

    /// <summary>How long the tasks of a phase may take.</summary>
    /// <param name="phase">A phase of the configuration.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) =>
        _phases.TryGetValue(phase, out var known)
            ? known.Timeout
            : throw new ArgumentException($"Unknown phase [{phase}]. All phases must be defined in configuration.", nameof(phase));

    private void EnsureKnown(string phase, string parameter)
    {
        if (!_phases.ContainsKey(phase))
        {
            throw new ArgumentException(
                $"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Keys)}]. " +
                "All phases (along with their optional dependencies) must be defined in configuration.",
                parameter);
        }
    }

    /// <summary>Starts the shutdown. Only the first call does; the others return the task of the first.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="fromPhase">The phase to begin with; the first one when null. Those before it are left out.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    /// <returns>Ends with the last phase; fails when a task failed or took too long in a phase that does not recover.</returns>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (fromPhase is not null)
            EnsureKnown(fromPhase, nameof(fromPhase));
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            _log.Debug("Coordinated shutdown starts, reason [{0}]", reason);
            // Whoever starts the shutdown, perhaps an actor, must not have to run its tasks.
            _ = Task.Run(() => RunPhases(fromPhase));
        }
        return _completed.Task;
    }

    private async Task RunPhases(string? fromPhase)
    {
        try
        {
            foreach (var phase in fromPhase is null ? _orderedPhases : _orderedPhases.SkipWhile(name => name != fromPhase))
                await RunPhase(phase).ConfigureAwait(false);
            _completed.SetResult(Done.Instance);
        }
        catch (Exception e)
        {
            _completed.SetException(e);
        }
    }

    private async Task RunPhase(string name)
    {
        if (!_phases.TryGetValue(name, out var phase) || !phase.Enabled)
        {
            _log.Debug("Phase [{0}] is not configured or disabled; its tasks do not run", name);
            return;
        }

        var tasks = _tasks.GetValueOrDefault(name, []);
        if (tasks.IsEmpty)
        {
            _log.Debug("Performing phase [{0}] with [0] tasks.", name);
            return;
        }

        _log.Debug("Performing phase [{0}] with [{1}] tasks: [{2}]", name, tasks.Count, string.Join(",", tasks.Select(task => task.Name)));
        var all = Task.WhenAll(tasks.Select(task => RunTask(name, phase, task)));
        try
        {
            await all.WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (!all.IsCompleted)
        {
            if (!phase.Recover)
                throw new TimeoutException($"Coordinated shutdown phase [{name}] timed out after {phase.Timeout}", e);
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", name, phase.Timeout);
        }
    }

    private async Task RunTask(string phaseName, Phase phase, ShutdownTask task)
    {
        _log.Debug("Performing task [{0}] in CoordinatedShutdown phase [{1}]", task.Name, phaseName);
        try
        {
            await task.Start().ConfigureAwait(false);
        }
        catch (Exception e) when (phase.Recover)
        {
            _log.Warning(e, "Task [{0}] failed in phase [{1}]: {2}", task.Name, phaseName, e.Message);
        }
    }

    private sealed record ShutdownTask(string Name, Func<Task<Done>> Start);
}
