namespace Akka.Actor.Internal;

/// <summary>A stash as large as the actor's deployment or mailbox configuration says.</summary>
/// <param name="context">The context of the actor that owns the stash.</param>
public class BoundedStashImpl(IActorContext context) : AbstractStash(context);

/// <summary>A stash without a limit.</summary>
/// <param name="context">The context of the actor that owns the stash.</param>
public class UnboundedStashImpl(IActorContext context) : AbstractStash(context)
{
    /// <summary>Always -1: there is no limit.</summary>
    public override int Capacity => StashCapacity.Unlimited;
}
