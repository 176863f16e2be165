namespace Akka.Actor;

/// <summary>No reply to an Ask arrived in time.</summary>
public class AskTimeoutException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">How long was waited.</param>
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}
