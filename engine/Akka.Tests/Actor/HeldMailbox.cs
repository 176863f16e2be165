using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Tests.Actor;

/// <summary>Holds an actor's user messages back, so that a test decides what is in the mailbox when the actor goes on.</summary>
internal static class HeldMailbox
{
    /// <summary>Returns when the actor is held: nothing that is sent from then on is processed before it is released.</summary>
    public static void HoldMailbox(this IActorRef actor)
    {
        actor.TellToHold();
        Assert.True(
            SpinWait.SpinUntil(() => ((LocalActorRef)actor).Cell.Mailbox.IsSuspended, TimeSpan.FromSeconds(20)), $"{actor} was not held.");
    }

    /// <summary>Holds the actor when it next looks at its mailbox, and if it is one that puts off orders, when it is done with those before.</summary>
    public static void TellToHold(this IActorRef actor) => ((IInternalActorRef)actor).SendSystemMessage(new Suspend());

    public static void ReleaseMailbox(this IActorRef actor) => ((IInternalActorRef)actor).SendSystemMessage(new Resume(null));
}
