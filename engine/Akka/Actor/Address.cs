using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Where an actor system lives: <c>protocol://system@host:port</c>, or <c>protocol://system</c> within one process.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable, ICloneable, ISurrogated
{
    /// <summary>Stands for every system.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    /// <summary>Orders addresses by their text.</summary>
    public static readonly IComparer<Address?> Comparer =
        Comparer<Address?>.Create((x, y) => string.CompareOrdinal(x?.ToString(), y?.ToString()));

    private string? _text;

    /// <summary>An address from its parts; without a host it is local.</summary>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
    }

    /// <summary>The machine, in lower case, or null.</summary>
    public string? Host { get; }

    /// <summary>The port, or null.</summary>
    public int? Port { get; }

    /// <summary>The system's name.</summary>
    public string System { get; }

    /// <summary>The protocol, <c>akka</c> for what is local.</summary>
    public string Protocol { get; }

    /// <summary>True where no host is given, so that the address means something only inside its own process.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>True where a host is given.</summary>
    public bool HasGlobalScope => !HasLocalScope;

    /// <summary><c>system@host:port</c>, the parts that are there.</summary>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    /// <summary>This address with another host.</summary>
    public Address WithHost(string? host = null) => new(Protocol, System, host, Port);

    /// <summary>This address with another port.</summary>
    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    /// <summary>This address with another system's name.</summary>
    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    /// <summary>This address with another protocol.</summary>
    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    /// <inheritdoc/>
    public override string ToString() => _text ??= Render();

    private string Render()
    {
        var text = $"{Protocol}://{System}";
        if (!string.IsNullOrWhiteSpace(Host))
            text += "@" + Host;
        if (Port is { } port)
            text += ":" + port.ToString(CultureInfo.InvariantCulture);
        return text;
    }

    /// <inheritdoc/>
    public bool Equals(Address? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Port == other.Port && string.Equals(Host, other.Host, StringComparison.Ordinal)
            && string.Equals(System, other.System, StringComparison.Ordinal)
            && string.Equals(Protocol, other.Protocol, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Host, Port, System, Protocol);

    /// <inheritdoc/>
    public int CompareTo(Address? other) => Comparer.Compare(this, other);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Address other => CompareTo(other),
        _ => throw new ArgumentException($"Cannot compare {nameof(Address)} with instance of type '{obj.GetType()}'.", nameof(obj)),
    };

    /// <summary>A copy.</summary>
    public object Clone() => new Address(Protocol, System, Host, Port);

    /// <summary>Equality by parts.</summary>
    public static bool operator ==(Address? left, Address? right) => Equals(left, right);

    /// <summary>Inequality by parts.</summary>
    public static bool operator !=(Address? left, Address? right) => !Equals(left, right);

    /// <summary>Reads an address; whatever follows the authority is ignored.</summary>
    /// <exception cref="UriFormatException">The text is no address.</exception>
    public static Address Parse(string address) =>
        TryParse(address, out Address? result)
            ? result
            : throw new UriFormatException($"Could not parse [{address}] as an Akka address: expected protocol://system[@host:port].");

    /// <summary>Reads an address, or says no.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out Address? address) =>
        TryParse(path.AsSpan(), out address, out _);

    /// <summary>Reads an address, or says no.</summary>
    public static bool TryParse(ReadOnlySpan<char> span, [NotNullWhen(true)] out Address? address) =>
        TryParse(span, out address, out _);

    /// <summary>Reads an address and gives what follows it.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out Address? address, [NotNullWhen(true)] out string? absolutUri)
    {
        absolutUri = null;
        if (!TryParse(path.AsSpan(), out address, out ReadOnlySpan<char> rest))
            return false;
        absolutUri = rest.ToString();
        return true;
    }

    /// <summary>Reads an address and gives what follows it (<c>/</c> where nothing does).</summary>
    public static bool TryParse(ReadOnlySpan<char> span, [NotNullWhen(true)] out Address? address, out ReadOnlySpan<char> absolutUri)
    {
        address = null;
        absolutUri = default;

        var scheme = span.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
            return false;
        var protocol = span[..scheme];
        if (!protocol.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
            return false;

        var authority = span[(scheme + 3)..];
        var slash = authority.IndexOf('/');
        absolutUri = slash < 0 ? "/" : authority[slash..];
        if (slash >= 0)
            authority = authority[..slash];
        if (authority.IsEmpty)
            return false;

        var at = authority.IndexOf('@');
        if (at < 0)
        {
            if (authority.Contains(':'))
                return false;
            address = new Address(protocol.ToString(), authority.ToString());
            return true;
        }

        var system = authority[..at];
        var hostAndPort = authority[(at + 1)..];
        var colon = hostAndPort.LastIndexOf(':');
        if (system.IsEmpty || colon <= 0)
            return false;
        if (!int.TryParse(hostAndPort[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        address = new Address(protocol.ToString(), system.ToString(), hostAndPort[..colon].ToString(), port);
        return true;
    }

    /// <inheritdoc/>
    public ISurrogate ToSurrogate(ActorSystem system) =>
        new AddressSurrogate { Host = Host, Port = Port, System = System, Protocol = Protocol };

    /// <summary>An address as plain data.</summary>
    public sealed class AddressSurrogate : ISurrogate
    {
        /// <summary>The protocol.</summary>
        public string Protocol { get; set; } = "akka";

        /// <summary>The system's name.</summary>
        public string System { get; set; } = string.Empty;

        /// <summary>The host, or null.</summary>
        public string? Host { get; set; }

        /// <summary>The port, or null.</summary>
        public int? Port { get; set; }

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new Address(Protocol, System, Host, Port);
    }
}
