using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Creates the stash that an actor's class asks for.</summary>
public static class StashFactory
{
    /// <summary>Creates a stash for an actor of class <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="CreateStash(IActorContext, Type)"/>
    public static IStash CreateStash<T>(this IActorContext context)
        where T : ActorBase => CreateStash(context, typeof(T));

    /// <summary>Creates a stash for <paramref name="actorInstance"/>.</summary>
    /// <param name="context">The actor's context.</param>
    /// <param name="actorInstance">The actor.</param>
    /// <inheritdoc cref="CreateStash(IActorContext, Type)"/>
    public static IStash CreateStash(this IActorContext context, IActorStash actorInstance)
    {
        ArgumentNullException.ThrowIfNull(actorInstance);
        return CreateStash(context, actorInstance.GetType());
    }

    /// <summary>Creates a stash for an actor of class <paramref name="actorType"/>.</summary>
    /// <param name="context">The actor's context.</param>
    /// <param name="actorType">The actor's class.</param>
    /// <returns>An empty stash.</returns>
    /// <exception cref="ArgumentException">The class implements none of the stash interfaces.</exception>
    /// <exception cref="NotSupportedException">The actor's mailbox cannot take messages at its front.</exception>
    public static IStash CreateStash(this IActorContext context, Type actorType)
    {
        ArgumentNullException.ThrowIfNull(actorType);
        if (typeof(IWithUnboundedStash).IsAssignableFrom(actorType))
            return new UnboundedStashImpl(context);
        if (typeof(IWithUnrestrictedStash).IsAssignableFrom(actorType))
            return new BoundedStashImpl(context);
        throw new ArgumentException(
            $"Actor {actorType} implements an unrecognized subclass of {typeof(IActorStash)} - cannot instantiate. " +
            $"Implement {nameof(IWithStash)} or {nameof(IWithUnboundedStash)}.",
            nameof(actorType));
    }
}
