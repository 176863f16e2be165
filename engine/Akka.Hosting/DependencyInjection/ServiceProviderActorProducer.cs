using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>
/// Makes an actor's incarnations with <see cref="ActivatorUtilities"/>: given arguments first, services for the rest.
/// Scoped services come from the provider given, so an actor that wants a scope of its own takes an
/// <see cref="IServiceScopeFactory"/> or <see cref="IDependencyResolver.CreateScope"/> and disposes the scope in <c>PostStop</c>.
/// </summary>
internal sealed class ServiceProviderActorProducer : IIndirectActorProducer
{
    private readonly IServiceProvider _serviceProvider;
    private readonly object[] _args;

    public ServiceProviderActorProducer(IServiceProvider serviceProvider, Type actorType, object[] args)
    {
        _serviceProvider = serviceProvider;
        _args = args;
        ActorType = actorType;
    }

    /// <inheritdoc/>
    public Type ActorType { get; }

    /// <inheritdoc/>
    public ActorBase Produce() => (ActorBase)ActivatorUtilities.CreateInstance(_serviceProvider, ActorType, _args);

    /// <inheritdoc/>
    public void Release(ActorBase actor)
    {
        // The container does not own what ActivatorUtilities makes; an actor's end is its PostStop.
    }
}
