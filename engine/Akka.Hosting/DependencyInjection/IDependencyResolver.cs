using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>What actors need of a service container: services, scopes, and <see cref="Akka.Actor.Props"/> that inject services.</summary>
public interface IDependencyResolver
{
    /// <summary>Opens a scope; whoever opens it disposes it, in an actor usually in <c>PostStop</c>.</summary>
    /// <returns>The scope.</returns>
    IResolverScope CreateScope();

    /// <summary>A service, or null when it is not registered.</summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <returns>The service; of type <typeparamref name="T"/>.</returns>
    object? GetService<T>();

    /// <summary>A service, or null when it is not registered.</summary>
    /// <param name="type">The service's type.</param>
    /// <returns>The service.</returns>
    object? GetService(Type type);

    /// <summary>Props for an actor whose constructor parameters come from <paramref name="args"/> and, for the rest, from the container.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">Arguments that the container does not know; matched to parameters by type.</param>
    /// <returns>The props; each incarnation of the actor gets its services anew.</returns>
    Props Props(Type type, params object[] args);

    /// <summary>Props for an actor whose constructor parameters all come from the container.</summary>
    /// <param name="type">The actor's type.</param>
    /// <returns>The props; each incarnation of the actor gets its services anew.</returns>
    Props Props(Type type);

    /// <summary>Props for an actor whose constructor parameters come from <paramref name="args"/> and, for the rest, from the container.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="args">Arguments that the container does not know; matched to parameters by type.</param>
    /// <returns>The props; each incarnation of the actor gets its services anew.</returns>
    Props Props<T>(params object[] args)
        where T : ActorBase;
}
