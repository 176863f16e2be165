using System.Collections.Immutable;
using System.Text;
using ActorEcho.Actors.Listening;

namespace ActorEcho.Node;

/// <summary>Says which listener speaks what and where: a line each, name, protocol and URI in columns.</summary>
internal static class ListenerTable
{
    /// <summary>The table.</summary>
    /// <param name="listeners">The listeners.</param>
    /// <param name="health">Where the node tells how it is, in a last line of its own; null when it does not.</param>
    public static string Of(ImmutableArray<BoundListener> listeners, string? health)
    {
        List<(string Name, string Protocol, string Address)> rows =
            [.. listeners.Select(static listener => (listener.Name, listener.Protocol, $"{listener.Address}"))];
        if (health is not null) rows.Add(("health", "http", health));
        var nameWidth = rows.Max(static row => row.Name.Length);
        var protocolWidth = rows.Max(static row => row.Protocol.Length);
        var lines = new StringBuilder();
        foreach (var (name, protocol, address) in rows)
        {
            lines.Append(name.PadRight(nameWidth)).Append("  ")
                .Append(protocol.PadRight(protocolWidth)).Append("  ")
                .Append(address).AppendLine();
        }

        return lines.ToString();
    }
}
