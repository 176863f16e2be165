namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>A way to connect that did not lead there.</summary>
/// <param name="Where">What was tried, such as <c>tls://[::1]:4343</c>.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record ConnectAttempt(string Where, string Reason)
{
    /// <summary>The SHA-256 of the certificate that the server showed and that was refused; otherwise null. A refused
    /// certificate ends the search: trying on without TLS would let whoever stands between choose plain text.</summary>
    public string? RefusedCertificate { get; init; }

    /// <summary>Whether anything was done: a transport that does not fit what is given is not tried.</summary>
    public bool WasMade { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Reason}";
}
