using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>
/// Gives the actors of one <see cref="ActorSystem"/> services from a container. The container is named by a
/// <see cref="DependencyResolverSetup"/> when the system is made; Akka.Hosting does that by itself. Safe for use from any thread.
/// </summary>
public sealed class DependencyResolver : IExtension
{
    /// <summary>Wraps a resolver.</summary>
    /// <param name="resolver">The resolver.</param>
    public DependencyResolver(IDependencyResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        Resolver = resolver;
    }

    /// <summary>The container's resolver.</summary>
    public IDependencyResolver Resolver { get; }

    /// <summary>The resolver of an actor system.</summary>
    /// <param name="actorSystem">The actor system.</param>
    /// <returns>The same resolver each time.</returns>
    /// <exception cref="Akka.Configuration.ConfigurationException">The system was made without a <see cref="DependencyResolverSetup"/>.</exception>
    public static DependencyResolver For(ActorSystem actorSystem)
    {
        ArgumentNullException.ThrowIfNull(actorSystem);
        return actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();
    }

    /// <inheritdoc cref="IDependencyResolver.Props{T}(object[])"/>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    /// <inheritdoc cref="IDependencyResolver.Props(Type)"/>
    public Props Props(Type type) => Resolver.Props(type);

    /// <inheritdoc cref="IDependencyResolver.Props(Type, object[])"/>
    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}
