using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Sends what it gets to the test actor and, unless that was the sender, back to the sender.</summary>
public class EchoActor : ReceiveActor
{
    /// <summary>Makes the actor.</summary>
    /// <param name="testkit">Whose test actor hears of everything.</param>
    /// <param name="echoBackToSenderAsWell">Whether the sender gets its message back.</param>
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true)
    {
        ArgumentNullException.ThrowIfNull(testkit);
        ReceiveAny(message =>
        {
            var sender = Sender;
            var testActor = testkit.TestActor;
            if (echoBackToSenderAsWell && !testActor.Equals(sender))
                sender.Tell(message, Self);
            testActor.Tell(message, sender);
        });
    }

    /// <summary>How to make one.</summary>
    /// <param name="testkit">Whose test actor hears of everything.</param>
    /// <param name="echoBackToSenderAsWell">Whether the sender gets its message back.</param>
    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        Akka.Actor.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}
