using System.Globalization;
using ActorEcho.Actors.Protocols;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>The name that a server is asked for over TLS, and that its certificate must bear: a host.</summary>
internal static class ServerName
{
    private static readonly IdnMapping International = new();

    /// <summary>Whether the framework can ask for a name and look for it in a certificate; of one that it cannot it throws.</summary>
    public static bool IsUsable(string name)
    {
        if (!HostAndPort.IsHost(name)) return false;
        try
        {
            // As certificates have it; some that resolvers take cannot be written so, among them any that is too long.
            International.GetAscii(name);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with a name that is not usable, in one line whatever is in it.</summary>
    public static string Fault(string name) =>
        $"\"{TlsSession.Printable(name)}\" is no name that a server can have over TLS; allowed: a host name, at most 253 characters in parts of "
        + "1 to 63 letters, digits and inner hyphens, or an IPv4 or IPv6 address without brackets";
}
