using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>What the engine has to know of an actor's class.</summary>
[Flags]
internal enum ActorTraits : byte
{
    None = 0,

    /// <summary>It has a stash.</summary>
    Stashes = 1,

    /// <summary>It has timers.</summary>
    HasTimers = 2,

    /// <summary>It wants to hear of the end of its turns.</summary>
    FlushesAtEndOfTurn = 4,

    /// <summary>It wants to be called once it has what its interfaces ask for.</summary>
    Initializes = 8,

    /// <summary>It is to be disposed.</summary>
    Disposes = 16,

    /// <summary>What it receives is logged where the configuration says so.</summary>
    LogsReceive = 32,

    /// <summary>
    /// It stands around its messages with an <see cref="ActorBase.AroundReceive"/> of its own. All others need no delegate for their
    /// default behaviour, which an idle actor would have to keep.
    /// </summary>
    StandsAroundReceive = 64,
}

/// <summary>
/// Knows the traits of each class. To ask an object for its interfaces one by one, at the beginning and at the end of every actor, takes
/// several times as long. Thread-safe.
/// </summary>
internal static class ActorTraitsByClass
{
    private static readonly ConcurrentDictionary<Type, ActorTraits> Known = new();

    public static ActorTraits Of(ActorBase actor) =>
        Known.TryGetValue(actor.GetType(), out var traits) ? traits : Known.GetOrAdd(actor.GetType(), Find(actor));

    private static ActorTraits Find(ActorBase actor) =>
        When(actor is IActorStash, ActorTraits.Stashes)
        | When(actor is IWithTimers, ActorTraits.HasTimers)
        | When(actor is IFlushesAtEndOfTurn, ActorTraits.FlushesAtEndOfTurn)
        | When(actor is IInitializableActor, ActorTraits.Initializes)
        | When(actor is IDisposable, ActorTraits.Disposes)
        | When(actor is ILogReceive, ActorTraits.LogsReceive)
        | When(((Func<Receive, object, bool>)actor.AroundReceive).Method.DeclaringType != typeof(ActorBase), ActorTraits.StandsAroundReceive);

    private static ActorTraits When(bool isSo, ActorTraits trait) => isSo ? trait : ActorTraits.None;
}
