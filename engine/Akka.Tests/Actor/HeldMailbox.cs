using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Tests.Actor;

/// <summary>Holds an actor's user messages back, so that a test decides what is in the mailbox when the actor goes on.</summary>
internal static class HeldMailbox
{
    public static void HoldMailbox(this IActorRef actor) => ((IInternalActorRef)actor).SendSystemMessage(new Suspend());

    public static void ReleaseMailbox(this IActorRef actor) => ((IInternalActorRef)actor).SendSystemMessage(new Resume(null));
}
