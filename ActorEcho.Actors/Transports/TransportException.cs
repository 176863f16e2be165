namespace ActorEcho.Actors.Transports;

/// <summary>A transport cannot work with what it was given, such as a certificate that cannot be read.</summary>
public sealed class TransportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="setting">The setting that is to blame: its key in the transport's section.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="cause">What the system said.</param>
    public TransportException(string setting, string message, Exception? cause = null)
        : base(message, cause) => Setting = setting;

    /// <summary>The setting that is to blame: its key in the transport's section.</summary>
    public string Setting { get; }
}
