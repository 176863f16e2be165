namespace Akka.Hosting;

/// <summary>No actor is registered under the key that was asked for.</summary>
public sealed class MissingActorRegistryEntryException : ActorRegistryException
{
    /// <inheritdoc/>
    public MissingActorRegistryEntryException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public MissingActorRegistryEntryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
