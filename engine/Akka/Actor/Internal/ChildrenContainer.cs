using System.Collections;

namespace Akka.Actor.Internal;

/// <summary>
/// The children of one actor. Mostly touched in the actor's own turn, but a guardian gets children from any thread, so each
/// operation takes the container's lock. A child without a history stands for itself, since most never get one.
/// </summary>
internal sealed class ChildrenContainer : IChildrenContainer
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, object> _byName = new(StringComparer.Ordinal);
    private SuspendReason _reason = SuspendReason.UserRequest.Instance;
    private LazyChildren? _childrenWhenAsked;
    private long _nextNumber;
    private int _stopping;
    private bool _terminated;

    /// <summary>The container of every actor that ended without ever having had a child: it takes none.</summary>
    public static ChildrenContainer Ended { get; } = new() { _terminated = true };

    public IReadOnlyCollection<IInternalActorRef> Children
    {
        get
        {
            lock (_lock)
            {
                var children = new List<IInternalActorRef>(_byName.Count);
                foreach (var entry in _byName.Values)
                {
                    if (ChildOf(entry) is { } child)
                        children.Add(child);
                }
                return children;
            }
        }
    }

    public IReadOnlyCollection<ChildRestartStats> Stats
    {
        get
        {
            lock (_lock)
            {
                var children = new List<ChildRestartStats>(_byName.Count);
                foreach (var name in _byName.Keys.ToArray())
                {
                    if (StatsOf(name) is ChildRestartStats child)
                        children.Add(child);
                }
                return children;
            }
        }
    }

    /// <summary>
    /// As <see cref="Children"/>, listed when somebody looks: with ten thousand children a list of them for each one that ends is what
    /// stopping them costs, and few strategies look.
    /// </summary>
    public IEnumerable<IInternalActorRef> ChildrenWhenAsked => _childrenWhenAsked ??= new LazyChildren(this);

    /// <summary>As <see cref="Stats"/>, taken when somebody looks: most strategies do not.</summary>
    public IReadOnlyCollection<ChildRestartStats> StatsWhenAsked => new LazyStats(this);

    public int Count
    {
        get
        {
            lock (_lock)
                return _byName.Count;
        }
    }

    public bool IsTerminating => _terminated || _reason is SuspendReason.Termination;

    public bool IsNormal => !_terminated && _reason is SuspendReason.UserRequest;

    /// <summary>A number that no child's name was made of yet.</summary>
    public long NextNumber() => Interlocked.Increment(ref _nextNumber) - 1;

    public bool TryGetByName(string name, out IChildStats? stats)
    {
        lock (_lock)
            stats = StatsOf(name);
        return stats is not null;
    }

    public bool TryGetByRef(IActorRef actor, out ChildRestartStats? stats)
    {
        lock (_lock)
            stats = HasChild(actor) ? (ChildRestartStats?)StatsOf(actor.Path.Name) : null;
        return stats is not null;
    }

    /// <summary>The child of a name, or null.</summary>
    public IInternalActorRef? Find(string name)
    {
        lock (_lock)
            return _byName.TryGetValue(name, out var entry) ? ChildOf(entry) : null;
    }

    /// <summary>Takes in a child that has just been made.</summary>
    /// <exception cref="InvalidActorNameException">Another child has its name.</exception>
    /// <exception cref="InvalidOperationException">The actor is ending.</exception>
    public void Add(IInternalActorRef child)
    {
        lock (_lock)
        {
            if (IsTerminating)
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            var name = child.Path.Name;
            if (!_byName.TryAdd(name, child))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }
    }

    public void MarkStopping(IActorRef actor)
    {
        lock (_lock)
        {
            if (IsTerminating || !HasChild(actor) || StatsOf(actor.Path.Name) is not ChildRestartStats { IsStopping: false } stats)
                return;
            stats.IsStopping = true;
            _stopping++;
        }
    }

    /// <summary>Says what the actor waits for; false where no child is stopping, so that there is nothing to wait for.</summary>
    public bool SetReason(SuspendReason reason)
    {
        lock (_lock)
        {
            if (_stopping == 0)
                return false;
            _reason = reason;
            return true;
        }
    }

    /// <summary>
    /// Begins the actor's end: from here on it takes no child, and every one that it has counts as stopping.
    /// </summary>
    /// <param name="toStop">The children that have not been told to stop yet.</param>
    /// <returns>False where there is nothing to wait for: the actor has no child.</returns>
    public bool BeginTermination(out List<IInternalActorRef> toStop)
    {
        lock (_lock)
        {
            toStop = [];
            foreach (var entry in _byName.Values)
            {
                if (entry is not ChildRestartStats { IsStopping: true } && !IsTerminating && ChildOf(entry) is { } child)
                    toStop.Add(child);
            }
            _stopping += toStop.Count;
            _reason = SuspendReason.Termination.Instance;
            _terminated = _stopping == 0;
            return !_terminated;
        }
    }

    /// <summary>Takes a child out that has ended; false where the actor is no child.</summary>
    /// <param name="actor">Who has ended.</param>
    /// <param name="waitedFor">What the parent waited for, when this was the last child to wait for.</param>
    public bool Remove(IActorRef actor, out SuspendReason? waitedFor)
    {
        lock (_lock)
        {
            waitedFor = null;
            var name = actor.Path.Name;
            if (!_byName.Remove(name, out var entry))
                return false;
            if (!IsOf(entry, actor))
            {
                // Its name is another's by now.
                _byName.Add(name, entry);
                return false;
            }
            _byName.TrimWhenEmpty();
            waitedFor = IsTerminating || entry is ChildRestartStats { IsStopping: true } ? OneLessToWaitFor() : null;
            return true;
        }
    }

    private SuspendReason? OneLessToWaitFor()
    {
        if (--_stopping > 0 || _reason is SuspendReason.UserRequest)
            return null;
        var reason = _reason;
        if (reason is SuspendReason.Termination)
            _terminated = true;
        else
            _reason = SuspendReason.UserRequest.Instance;
        return reason;
    }

    private bool HasChild(IActorRef actor) => _byName.TryGetValue(actor.Path.Name, out var entry) && IsOf(entry, actor);

    private static bool IsOf(object entry, IActorRef actor) => ChildOf(entry)?.Equals(actor) == true;

    private static IInternalActorRef? ChildOf(object entry) => entry as IInternalActorRef ?? (entry as ChildRestartStats)?.Child;

    // Whoever asks for a child's history may write it, so from here on the child has one.
    private IChildStats? StatsOf(string name)
    {
        if (!_byName.TryGetValue(name, out var entry))
            return null;
        if (entry is IChildStats stats)
            return stats;
        var begun = new ChildRestartStats((IInternalActorRef)entry);
        _byName[name] = begun;
        return begun;
    }

    private sealed class LazyChildren(ChildrenContainer container) : IEnumerable<IInternalActorRef>
    {
        public IEnumerator<IInternalActorRef> GetEnumerator() => container.Children.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class LazyStats(ChildrenContainer container) : IReadOnlyCollection<ChildRestartStats>
    {
        private IReadOnlyCollection<ChildRestartStats>? _stats;

        private IReadOnlyCollection<ChildRestartStats> Stats => _stats ??= container.Stats;

        public int Count => Stats.Count;

        public IEnumerator<ChildRestartStats> GetEnumerator() => Stats.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
