namespace ActorEcho.Actors.Listening;

/// <summary>
/// Tells the listeners' supervisor, or a listener, to read the certificate files again now, whether or not they look changed.
/// Open connections stay; files that cannot be used are reported and the certificates in use stay.
/// </summary>
public sealed record ReloadCertificates
{
    /// <summary>The one instance that is needed.</summary>
    public static ReloadCertificates Instance { get; } = new();
}
