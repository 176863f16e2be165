namespace Akka.Actor;

/// <summary>Makes selections of paths.</summary>
public static class ActorRefFactoryShared
{
    /// <summary>Selects the actor at an absolute path.</summary>
    /// <param name="actorPath">The path.</param>
    /// <param name="system">The actor system from whose point of view the path is looked up.</param>
    public static ActorSelection ActorSelection(ActorPath actorPath, ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(actorPath);
        ArgumentNullException.ThrowIfNull(system);
        return new ActorSelection(((ExtendedActorSystem)system).Provider.RootGuardianAt(actorPath.Address), actorPath.Elements);
    }

    /// <summary>Selects the actors at a path that starts at an actor.</summary>
    /// <param name="anchorActorRef">Where the path starts.</param>
    /// <param name="path">The steps, separated by slashes.</param>
    public static ActorSelection ActorSelection(IActorRef anchorActorRef, string path) => new(anchorActorRef, path);

    /// <summary>Selects the actors at a path.</summary>
    /// <param name="path">
    /// <c>a/b</c> and <c>../a</c> start at <paramref name="lookupRoot"/>, <c>/user/a</c> at the system's root,
    /// <c>akka://system/user/a</c> at the root of the system of that address.
    /// </param>
    /// <param name="system">The actor system from whose point of view the path is looked up.</param>
    /// <param name="lookupRoot">Where a relative path starts.</param>
    /// <returns>The selection; one of dead letters when the path can be read in none of these ways.</returns>
    public static ActorSelection ActorSelection(string path, ActorSystem system, IActorRef lookupRoot)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(system);
        var provider = ((ExtendedActorSystem)system).Provider;

        if (ActorPath.TryParse(path, out var absolute))
            return new ActorSelection(provider.RootGuardianAt(absolute.Address), absolute.Elements);
        if (RelativeActorPath.Unapply(path) is { } elements)
            return new ActorSelection(path.StartsWith('/') ? provider.RootGuardian : lookupRoot, elements);
        return new ActorSelection(provider.DeadLetters, "");
    }
}
