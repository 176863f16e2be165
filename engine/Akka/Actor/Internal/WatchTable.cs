namespace Akka.Actor.Internal;

/// <summary>
/// Actors, each with a message or none. Most actors watch one other and are watched by one or two, so a few without messages
/// are kept without a table. Belongs to its owner's turn.
/// </summary>
internal struct WatchTable
{
    private const int Few = 4;

    // Nobody (null), one actor, a few of them in an array of just their number, or a table.
    private object? _entries;

    public readonly bool IsEmpty => _entries is null;

    /// <summary>Adds an actor; false where it is there already.</summary>
    public bool TryAdd(IActorRef actor, object? message = null)
    {
        if (TryGetValue(actor, out _))
            return false;
        _entries = (_entries, message) switch
        {
            (null, null) => actor,
            (IActorRef one, null) => new[] { one, actor },
            (IActorRef[] { Length: < Few } few, null) => With(few, actor),
            _ => WithEntry(Table(), actor, message),
        };
        return true;
    }

    public readonly bool TryGetValue(IActorRef actor, out object? message)
    {
        message = null;
        return _entries switch
        {
            null => false,
            IActorRef one => one.Equals(actor),
            IActorRef[] few => IndexOf(few, actor) >= 0,
            _ => ((Dictionary<IActorRef, object?>)_entries).TryGetValue(actor, out message),
        };
    }

    /// <summary>Takes an actor out; false where it is not there.</summary>
    public bool Remove(IActorRef actor, out object? message)
    {
        message = null;
        switch (_entries)
        {
            case IActorRef one when one.Equals(actor):
                _entries = null;
                return true;
            case IActorRef[] few when IndexOf(few, actor) is var index and >= 0:
                _entries = few.Length == 2 ? few[1 - index] : Without(few, index);
                return true;
            case Dictionary<IActorRef, object?> table when table.Remove(actor, out message):
                // Small tables stay, as the next entry would only ask for one again.
                if (table.Count == 0 && table.Capacity > TableTrimming.Small)
                    _entries = null;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes out all.</summary>
    public WatchTable TakeAll()
    {
        var all = this;
        _entries = null;
        return all;
    }

    /// <summary>The actors. The table must not change meanwhile.</summary>
    public readonly Enumerator GetEnumerator() => new(_entries);

    private readonly Dictionary<IActorRef, object?> Table()
    {
        if (_entries is Dictionary<IActorRef, object?> table)
            return table;
        table = [];
        if (_entries is IActorRef one)
            table.Add(one, null);
        foreach (var actor in _entries as IActorRef[] ?? [])
            table.Add(actor, null);
        return table;
    }

    private static Dictionary<IActorRef, object?> WithEntry(Dictionary<IActorRef, object?> table, IActorRef actor, object? message)
    {
        table.Add(actor, message);
        return table;
    }

    private static int IndexOf(IActorRef[] few, IActorRef actor)
    {
        for (var i = 0; i < few.Length; i++)
        {
            if (few[i].Equals(actor))
                return i;
        }
        return -1;
    }

    /// <summary>Goes through the actors; only for a true table does that make an object.</summary>
    public struct Enumerator(object? entries)
    {
        private readonly IActorRef[]? _several = entries as IActorRef[] ?? (entries as Dictionary<IActorRef, object?>)?.Keys.ToArray();
        private readonly IActorRef? _one = entries as IActorRef;
        private int _next;

        public readonly IActorRef Current => _several?[_next - 1] ?? _one!;

        public bool MoveNext() => _next++ < (_several?.Length ?? (_one is null ? 0 : 1));
    }

    private static IActorRef[] With(IActorRef[] few, IActorRef actor) => [.. few, actor];

    private static IActorRef[] Without(IActorRef[] few, int index) => [.. few[..index], .. few[(index + 1)..]];
}
