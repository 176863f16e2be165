using Akka.Actor.Setup;

namespace Akka.DependencyInjection;

/// <summary>Names the service container whose services the actors of a system get.</summary>
public class DependencyResolverSetup : Setup
{
    private DependencyResolverSetup(IDependencyResolver dependencyResolver) => DependencyResolver = dependencyResolver;

    /// <summary>The container's resolver.</summary>
    public IDependencyResolver DependencyResolver { get; }

    /// <summary>Actors get services from a service provider.</summary>
    /// <param name="provider">The provider; not owned, it must outlive the actor system.</param>
    /// <returns>The setup.</returns>
    public static DependencyResolverSetup Create(IServiceProvider provider) =>
        new(new ServiceProviderDependencyResolver(provider));

    /// <summary>Actors get services from a resolver of one's own.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <returns>The setup.</returns>
    public static DependencyResolverSetup Create(IDependencyResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return new DependencyResolverSetup(resolver);
    }
}
