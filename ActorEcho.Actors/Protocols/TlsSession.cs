using System.Globalization;
using System.Security.Authentication;

namespace ActorEcho.Actors.Protocols;

/// <summary>What a TLS handshake has settled. Immutable.</summary>
/// <param name="Version">TLS 1.2 or TLS 1.3.</param>
public sealed record TlsSession(SslProtocols Version)
{
    /// <summary>The host name that the client asked for (SNI); null when it named none.</summary>
    public string? ServerName { get; init; }

    /// <summary>The protocol settled by ALPN, such as <c>h2</c>; null when none was.</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>
    /// The subject of the client's verified certificate, as in RFC 4514 (<c>CN=alice, O=Example</c>); null when it has shown
    /// none.
    /// </summary>
    public string? ClientSubject { get; init; }

    /// <summary>The session in a few words, for the log.</summary>
    /// <returns>The version, and the client's subject where there is one.</returns>
    public override string ToString() => ClientSubject is null ? $"{Version}" : $"{Version} as \"{Printable(ClientSubject)}\"";

    /// <summary>A name as the log may show it: in one line, without what terminals act upon, and not longer than needed.</summary>
    internal static string Printable(string name)
    {
        const int maxLength = 200;
        var shown = name.Length > maxLength ? string.Concat(name.AsSpan(0, maxLength), "…") : name;
        return string.Create(shown.Length, shown, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = IsPrintable(text[i]) ? text[i] : '?';
        });
    }

    /// <summary>Neither control characters nor those that turn the direction of writing or break lines.</summary>
    private static bool IsPrintable(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
