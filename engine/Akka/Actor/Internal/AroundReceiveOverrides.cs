using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>
/// Which classes of actors stand around their messages with an <see cref="ActorBase.AroundReceive"/> of their own. All others
/// need no delegate for their default behaviour, which an idle actor would have to keep. Thread-safe.
/// </summary>
internal static class AroundReceiveOverrides
{
    private static readonly ConcurrentDictionary<Type, bool> ByType = new();

    public static bool IsIn(ActorBase actor) =>
        ByType.TryGetValue(actor.GetType(), out var overrides)
            ? overrides
            : ByType.GetOrAdd(actor.GetType(), ((Func<Receive, object, bool>)actor.AroundReceive).Method.DeclaringType != typeof(ActorBase));
}
