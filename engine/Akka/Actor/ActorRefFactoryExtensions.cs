namespace Akka.Actor;

/// <summary>Shorter ways to make actors and selections.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Makes an actor of a class with a constructor without parameters.</summary>
    /// <typeparam name="TActor">The class.</typeparam>
    /// <param name="factory">The parent's context, or the system.</param>
    /// <param name="name">A name unique among its siblings, or null for one of the engine's.</param>
    /// <exception cref="InvalidActorNameException">The name is not allowed, or is taken.</exception>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new()
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.ActorOf(Props.Create<TActor>(), name);
    }

    /// <summary>Selects the actors at a path that starts at an actor.</summary>
    /// <param name="factory">Any context, or the system.</param>
    /// <param name="anchorRef">Where the path starts.</param>
    /// <param name="actorPath">The steps, separated by slashes.</param>
    public static ActorSelection ActorSelection(this IActorRefFactory factory, IActorRef anchorRef, string actorPath) =>
        ActorRefFactoryShared.ActorSelection(anchorRef, actorPath);
}
