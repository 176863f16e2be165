namespace Akka.Hosting;

/// <summary>What the <see cref="ActorRegistry"/> throws; see the derived types for the cases.</summary>
public class ActorRegistryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do.</param>
    public ActorRegistryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What was wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ActorRegistryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
