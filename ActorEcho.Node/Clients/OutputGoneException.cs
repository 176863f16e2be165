namespace ActorEcho.Node.Clients;

/// <summary>Nobody reads the standard output any more. No <see cref="IOException"/>, which would be the connection's.</summary>
/// <param name="cause">What the write failed with.</param>
internal sealed class OutputGoneException(Exception cause) : Exception(cause.Message, cause);
