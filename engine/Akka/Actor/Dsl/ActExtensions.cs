namespace Akka.Actor.Dsl;

/// <summary>Creates actors that are described in place.</summary>
public static class ActExtensions
{
    /// <summary>Creates an actor.</summary>
    /// <param name="factory">Whose child it becomes.</param>
    /// <param name="config">Describes it; run anew for each incarnation.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public static IActorRef ActorOf(this IActorRefFactory factory, Action<IActorDsl> config, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.ActorOf(Props.Create<Act>(config), name);
    }

    /// <summary>Creates an actor.</summary>
    /// <param name="factory">Whose child it becomes.</param>
    /// <param name="config">Describes it, and gets its context, too; run anew for each incarnation.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public static IActorRef ActorOf(this IActorRefFactory factory, Action<IActorDsl, IActorContext> config, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.ActorOf(Props.Create<Act>(config), name);
    }
}
