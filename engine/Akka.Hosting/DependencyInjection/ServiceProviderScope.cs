using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>A scope of Microsoft.Extensions.DependencyInjection.</summary>
public class ServiceProviderScope : IResolverScope
{
    private readonly IServiceScope _serviceScope;

    /// <summary>Wraps a scope and takes over its disposal.</summary>
    /// <param name="serviceScope">The scope.</param>
    public ServiceProviderScope(IServiceScope serviceScope)
    {
        ArgumentNullException.ThrowIfNull(serviceScope);
        _serviceScope = serviceScope;
        Resolver = new ServiceProviderDependencyResolver(serviceScope.ServiceProvider);
    }

    /// <inheritdoc/>
    public IDependencyResolver Resolver { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _serviceScope.Dispose();
        GC.SuppressFinalize(this);
    }
}
