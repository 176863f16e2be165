using ActorEcho.Actors.Chat;
using Akka.Actor;

namespace ActorEcho.Tests.Chat;

/// <summary>The registry of one node.</summary>
public sealed class ChatRegistryBehaviourTests : ChatRegistryBehaviour
{
    protected override Task<IActorRef[]> StartAsync() =>
        Task.FromResult<IActorRef[]>([Sys.ActorOf(ChatRegistryActor.Props(), "chat")]);
}
