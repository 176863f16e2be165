namespace Akka.Hosting;

/// <summary>An actor was registered under a key that is taken.</summary>
public sealed class DuplicateActorRegistryException : ActorRegistryException
{
    /// <inheritdoc/>
    public DuplicateActorRegistryException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public DuplicateActorRegistryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
