using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Sends what it gets back to the sender.</summary>
public class SimpleEchoActor : ReceiveActor
{
    /// <summary>Makes the actor.</summary>
    public SimpleEchoActor() => ReceiveAny(message => Sender.Tell(message, Self));

    /// <summary>How to make one.</summary>
    public static Props Props() => Akka.Actor.Props.Create<SimpleEchoActor>();
}
