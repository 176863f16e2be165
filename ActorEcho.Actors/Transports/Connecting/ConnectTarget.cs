using System.Net;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Where a client wants to go: a URI taken apart. Immutable.</summary>
/// <remarks>
/// <c>tcp://HOST[:PORT]</c>, <c>tls://HOST[:PORT]</c>, <c>unix://PATH</c>, or the same without a scheme. What stands behind
/// a scheme is read the way its transport needs it: as a path where the transport needs one, otherwise as a host. Without
/// a scheme a text that begins with <c>/</c> or <c>.</c> is a path.
/// </remarks>
public sealed class ConnectTarget
{
    private const string SchemeEnd = "://";

    private ConnectTarget(string text, string? scheme, EndpointValues values)
    {
        Text = text;
        Scheme = scheme;
        Values = values;
    }

    /// <summary>The URI as it was given.</summary>
    public string Text { get; }

    /// <summary>The scheme, or null when none was named.</summary>
    public string? Scheme { get; }

    /// <summary>What the URI tells, and what was added to it.</summary>
    public EndpointValues Values { get; }

    /// <summary>Takes a URI apart.</summary>
    /// <param name="text">The URI.</param>
    /// <param name="transports">The transports that may be meant.</param>
    /// <returns>The target.</returns>
    /// <exception cref="FormatException">It is none; the message says what is wrong and what is allowed.</exception>
    public static ConnectTarget Parse(string text, ClientTransports transports)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(transports);
        var schemeEnd = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            var isPath = text.StartsWith('/') || text.StartsWith('.');
            return new ConnectTarget(text, scheme: null, isPath ? ReadPath(text, text) : ReadHost(text, text));
        }

        var transport = transports.Find(text[..schemeEnd]) ?? throw new FormatException(
            $"{text}: there is no transport \"{text[..schemeEnd]}\"; there are {string.Join(", ", transports.Schemes)}.");
        var rest = text[(schemeEnd + SchemeEnd.Length)..];
        var needsPath = transport.Needs.Any(need => need.Value == Endpoint.Path);
        return new ConnectTarget(text, transport.Scheme, needsPath ? ReadPath(text, rest) : ReadHost(text, rest));
    }

    /// <summary>The target with one more value known.</summary>
    /// <param name="key">What it is.</param>
    /// <param name="value">Its value.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>The new target; this one stays as it is.</returns>
    public ConnectTarget With<T>(EndpointValue<T> key, T value)
        where T : notnull => new(Text, Scheme, Values.With(key, value));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static EndpointValues ReadPath(string text, string path) => path.Length > 0
        ? EndpointValues.Empty.With(Endpoint.Path, path)
        : throw new FormatException($"{text}: a path is missing, as in unix:///run/actorecho/echo.sock.");

    private static EndpointValues ReadHost(string text, string authority)
    {
        // A URI may end in the slash of its empty path: tls://localhost:4343/.
        if (authority.EndsWith('/')) authority = authority[..^1];
        if (!HostAndPort.TryParse(authority, out var parsed) || parsed.Port == 0)
        {
            throw new FormatException(
                $"{text}: \"{authority}\" is no HOST or HOST:PORT; a host is a name, an IPv4 address or an IPv6 address in " +
                $"brackets, a port 1 to {IPEndPoint.MaxPort}.");
        }

        if (HostAndPort.UnknownZone(parsed.Host) is { } zone)
            throw new FormatException($"{text}: \"{zone}\" is no network interface of this machine; behind the % of an address stands one.");
        var values = EndpointValues.Empty.With(Endpoint.Host, parsed.Host);
        return parsed.Port is { } port ? values.With(Endpoint.Port, port) : values;
    }
}
