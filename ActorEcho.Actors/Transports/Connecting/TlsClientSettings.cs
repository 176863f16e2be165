using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>
/// Whom a client trusts over TLS, and as whom it appears. By default the server's certificate must be valid for the host
/// that was named and lead to an authority that the system trusts. Immutable.
/// </summary>
public sealed record TlsClientSettings
{
    /// <summary>The defaults.</summary>
    public static TlsClientSettings Default { get; } = new();

    /// <summary>Accepts any certificate: whoever stands between can read and change everything. <see cref="Pin"/> holds
    /// nevertheless.</summary>
    public bool Insecure { get; init; }

    /// <summary>The only authorities to trust, instead of the system's; empty for the system's.</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>
    /// The SHA-256 of the server's certificate in DER, 32 bytes; empty for none. A certificate that matches is trusted
    /// as it is, whoever signed it and whatever name it bears, unless <see cref="Authorities"/> are given as well; one
    /// that does not match is refused whatever else holds.
    /// </summary>
    public ImmutableArray<byte> Pin { get; init; } = [];

    /// <summary>The name to ask for (SNI) and to find in the certificate; the host that is connected to when null.</summary>
    public string? ServerName { get; init; }

    /// <summary>The client's own certificate with its key, for a server that asks for one; null for none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The certificates between <see cref="Certificate"/> and its authority, sent along with it.</summary>
    public ImmutableArray<X509Certificate2> Intermediates { get; init; } = [];
}
