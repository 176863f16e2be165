namespace Akka.Actor;

/// <summary>A message did not fit into an actor's stash.</summary>
public class StashOverflowException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which message, of which actor.</param>
    /// <param name="cause">What led to it, if anything.</param>
    public StashOverflowException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
