using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>Where an actor's stash gets its size from.</summary>
internal static class StashCapacity
{
    /// <summary>No limit.</summary>
    public const int Unlimited = -1;

    /// <summary>
    /// The deployment's capacity if it names one, otherwise <c>stash-capacity</c> of the actor's mailbox, otherwise no limit.
    /// </summary>
    public static int Of(ActorCell cell)
    {
        var deploy = cell.Props.Deploy;
        if (deploy.StashCapacity != Deploy.NoStashSize)
            return deploy.StashCapacity;
        var mailbox = deploy.Mailbox == Deploy.NoMailboxGiven ? Mailboxes.DefaultMailboxId : deploy.Mailbox;
        return cell.System.Settings.Config.GetInt($"{mailbox}.stash-capacity", Unlimited);
    }
}
