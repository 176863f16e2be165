using Akka.Actor;

namespace Akka.Hosting;

/// <summary>An <see cref="IRequiredActor{TActor}"/> that looks into the registry on first use and remembers what it found.</summary>
/// <typeparam name="TActor">The key under which the actor is registered.</typeparam>
public sealed class RequiredActor<TActor> : IRequiredActor<TActor>
{
    private readonly IReadOnlyActorRegistry _registry;

    // Only ever set to what the registry holds; absence is never remembered.
    private volatile IActorRef? _actor;

    /// <summary>Creates the look-up; nothing is looked up yet, so the actor may be registered later.</summary>
    /// <param name="registry">Where the actor is, or will be, registered.</param>
    public RequiredActor(IReadOnlyActorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
    }

    /// <inheritdoc/>
    public IActorRef ActorRef => _actor ??= _registry.Get<TActor>();

    /// <inheritdoc/>
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) =>
        _actor ??= await _registry.GetAsync<TActor>(cancellationToken);
}
