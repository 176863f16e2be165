using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Passes what it gets on, keeping the sender.</summary>
public class ForwardActor : ReceiveActor
{
    /// <summary>Makes the actor.</summary>
    /// <param name="target">To whom.</param>
    public ForwardActor(IActorRef target) => ReceiveAny(message => target.Tell(message, Sender));

    /// <summary>How to make one.</summary>
    /// <param name="target">To whom it passes things on.</param>
    public static Props Props(IActorRef target) => Akka.Actor.Props.Create(() => new ForwardActor(target));
}
