using System.Runtime.CompilerServices;

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

    // Which of them it is, its exact type says. To ask whether an object is an actor's reference takes many times as long.
    private readonly IActorRef[]? Several =>
        _entries is { } entries && entries.GetType() == typeof(IActorRef[]) ? Unsafe.As<IActorRef[]>(entries) : null;

    private readonly Dictionary<IActorRef, object?>? InTable =>
        _entries is { } entries && entries.GetType() == typeof(Dictionary<IActorRef, object?>) ? Unsafe.As<Dictionary<IActorRef, object?>>(entries) : null;

    private readonly IActorRef? One => Several is null && InTable is null ? Unsafe.As<IActorRef>(_entries) : null;

    /// <summary>Adds an actor; false where it is there already.</summary>
    public bool TryAdd(IActorRef actor, object? message = null)
    {
        if (TryGetValue(actor, out _))
            return false;
        if (_entries is null && message is null)
            _entries = actor;
        else if (message is null && One is { } one)
            _entries = new[] { one, actor };
        else if (message is null && Several is { Length: < Few } few)
            _entries = With(few, actor);
        else
            _entries = WithEntry(Table(), actor, message);
        return true;
    }

    public readonly bool TryGetValue(IActorRef actor, out object? message)
    {
        message = null;
        return InTable?.TryGetValue(actor, out message) ?? (Several is { } few ? IndexOf(few, actor) >= 0 : One?.Equals(actor) == true);
    }

    /// <summary>Takes an actor out; false where it is not there.</summary>
    public bool Remove(IActorRef actor, out object? message)
    {
        message = null;
        if (InTable is { } table)
        {
            if (!table.Remove(actor, out message))
                return false;
            // Small tables stay, as the next entry would only ask for one again.
            if (table.Count == 0 && table.Capacity > TableTrimming.Small)
                _entries = null;
            return true;
        }

        if (Several is not { } few)
        {
            if (One?.Equals(actor) != true)
                return false;
            _entries = null;
            return true;
        }

        var index = IndexOf(few, actor);
        if (index < 0)
            return false;
        _entries = few.Length == 2 ? few[1 - index] : Without(few, index);
        return true;
    }

    /// <summary>Takes out all.</summary>
    public WatchTable TakeAll()
    {
        var all = this;
        _entries = null;
        return all;
    }

    /// <summary>The actors. The table must not change meanwhile.</summary>
    public readonly Enumerator GetEnumerator() => new(Several ?? InTable?.Keys.ToArray(), One);

    private readonly Dictionary<IActorRef, object?> Table()
    {
        if (InTable is { } table)
            return table;
        table = [];
        foreach (var actor in this)
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
    public struct Enumerator(IActorRef[]? several, IActorRef? one)
    {
        private int _next;

        public readonly IActorRef Current => several?[_next - 1] ?? one!;

        public bool MoveNext() => _next++ < (several?.Length ?? (one is null ? 0 : 1));
    }

    private static IActorRef[] With(IActorRef[] few, IActorRef actor) => [.. few, actor];

    private static IActorRef[] Without(IActorRef[] few, int index) => [.. few[..index], .. few[(index + 1)..]];
}
