using Akka.Actor;
using Akka.Configuration;

namespace Akka.DependencyInjection;

/// <summary>Gives each <see cref="ActorSystem"/> its one <see cref="DependencyResolver"/>.</summary>
public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    /// <inheritdoc/>
    public override DependencyResolver CreateExtension(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var setup = system.Settings.Setup.Get<DependencyResolverSetup>();
        if (!setup.HasValue)
        {
            throw new ConfigurationException(
                $"Unable to find [{nameof(DependencyResolverSetup)}] included in the setup of actor system [{system.Name}]. "
                + $"Please add `{nameof(DependencyResolverSetup)}.{nameof(DependencyResolverSetup.Create)}(serviceProvider)` to the setup that the system is created with, "
                + "or create the system with `AddAkka` of Akka.Hosting.");
        }

        return new DependencyResolver(setup.Value.DependencyResolver);
    }
}
