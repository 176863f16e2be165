using Akka.Actor;
using Akka.Tests.Actor.Scheduler;

namespace Akka.Tests.Event;

/// <summary>A subscriber without an actor system.</summary>
internal sealed class RecordingRef(string name) : MinimalActorRef
{
    private readonly Recorder _recorder = new();

    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "test")) / name;

    public override IActorRefProvider Provider => throw new NotSupportedException("There is no actor system.");

    public List<object> Received() => _recorder.Rest();

    public Task<object> Next() => _recorder.Next();

    protected override void TellInternal(object message, IActorRef sender) => _recorder.Tell(message, sender);
}
