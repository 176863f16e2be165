using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Gives each <see cref="ActorSystem"/> its one <see cref="ActorRegistry"/>.</summary>
public sealed class ActorRegistryExtension : ExtensionIdProvider<ActorRegistry>
{
    /// <inheritdoc/>
    public override ActorRegistry CreateExtension(ExtendedActorSystem system) => new();
}
