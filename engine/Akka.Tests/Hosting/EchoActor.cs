using Akka.Actor;

namespace Akka.Tests.Hosting;

/// <summary>Answers what it is told.</summary>
public sealed class EchoActor : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message);
}
