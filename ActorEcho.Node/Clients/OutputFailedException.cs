namespace ActorEcho.Node.Clients;

/// <summary>The standard output takes no more, as where a disk is full. No <see cref="IOException"/>, which would be the connection's.</summary>
/// <param name="cause">What the write failed with.</param>
internal sealed class OutputFailedException(Exception cause) : Exception(TextFor(cause), cause)
{
    /// <summary>What is told of a write to the standard output that failed.</summary>
    public static string TextFor(Exception cause) => $"standard output cannot be written: {cause.GetBaseException().Message}";
}
