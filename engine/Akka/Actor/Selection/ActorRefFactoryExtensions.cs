namespace Akka.Actor;

/// <summary>Shorter ways to make actors and selections, on a system as well as on a context.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Starts an actor of class <typeparamref name="TActor"/>.</summary>
    /// <typeparam name="TActor">The actor's class.</typeparam>
    /// <param name="factory">The system or context under which it lives.</param>
    /// <param name="name">The actor's name; the engine makes one up when it is null.</param>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new()
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.ActorOf(Props.Create<TActor>(), name);
    }

    /// <summary>Selects the actors at a path that starts at <paramref name="anchorRef"/>.</summary>
    /// <param name="factory">The system or context that asks; it has no influence on the selection.</param>
    /// <param name="anchorRef">Where the path starts.</param>
    /// <param name="actorPath">The steps, separated by slashes.</param>
    public static ActorSelection ActorSelection(this IActorRefFactory factory, IActorRef anchorRef, string actorPath) =>
        ActorRefFactoryShared.ActorSelection(anchorRef, actorPath);
}
