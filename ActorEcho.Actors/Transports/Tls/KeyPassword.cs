namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Where the password of a private key is found; never in the configuration itself. Immutable.</summary>
/// <param name="File">A file whose first line it is; null when it is in the environment.</param>
/// <param name="Variable">The environment variable that holds it; null when it is in a file.</param>
public sealed record KeyPassword(string? File, string? Variable)
{
    internal const string FileKey = "key-password-file";
    internal const string VariableKey = "key-password-env";

    /// <summary>Reads the password.</summary>
    /// <exception cref="TransportException">It is not there.</exception>
    internal string Read()
    {
        if (File is not null)
        {
            var text = CertificateText.ReadText(FileKey, File);
            var end = text.AsSpan().IndexOfAny('\r', '\n');
            return end < 0 ? text : text[..end];
        }

        return Environment.GetEnvironmentVariable(Variable!)
            ?? throw new TransportException(VariableKey, $"the environment has no variable {Variable}");
    }
}
