namespace Akka.DependencyInjection;

/// <summary>A scope of services; disposing it disposes the scoped services that came out of it.</summary>
public interface IResolverScope : IDisposable
{
    /// <summary>Resolves within this scope.</summary>
    IDependencyResolver Resolver { get; }
}
