namespace Akka.IO;

/// <summary>A connection could not be established; the message says to which address and why.</summary>
public class ConnectException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed.</param>
    public ConnectException(string message) : base(message) { }

    /// <summary>Creates the exception with the error of the operating system or of the resolver behind it.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="innerException">The error behind it; null when there is none.</param>
    public ConnectException(string message, Exception? innerException) : base(message, innerException) { }
}
