using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using AkkaProps = Akka.Actor.Props;

namespace Akka.DependencyInjection;

/// <summary>An <see cref="IDependencyResolver"/> over Microsoft.Extensions.DependencyInjection.</summary>
public class ServiceProviderDependencyResolver : IDependencyResolver
{
    /// <summary>Resolves from a service provider.</summary>
    /// <param name="serviceProvider">The provider; not owned.</param>
    public ServiceProviderDependencyResolver(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ServiceProvider = serviceProvider;
    }

    /// <summary>Where services come from.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <inheritdoc/>
    public IResolverScope CreateScope() => new ServiceProviderScope(ServiceProvider.CreateScope());

    /// <inheritdoc/>
    public object? GetService<T>() => ServiceProvider.GetService(typeof(T));

    /// <inheritdoc/>
    public object? GetService(Type type) => ServiceProvider.GetService(type);

    /// <inheritdoc/>
    public AkkaProps Props(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(args);
        if (!typeof(ActorBase).IsAssignableFrom(type))
        {
            throw new ArgumentException(
                $"Props need the type of an actor, derived from {typeof(ActorBase)}; {type} is none.", nameof(type));
        }

        return AkkaProps.CreateBy(new ServiceProviderActorProducer(ServiceProvider, type, args));
    }

    /// <inheritdoc/>
    public AkkaProps Props(Type type) => Props(type, []);

    /// <inheritdoc/>
    public AkkaProps Props<T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);
}
