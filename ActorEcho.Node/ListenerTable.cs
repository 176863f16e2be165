using System.Collections.Immutable;
using System.Text;
using ActorEcho.Actors.Listening;

namespace ActorEcho.Node;

/// <summary>Says which listener speaks what and where: a line each, name, protocol and URI in columns.</summary>
internal static class ListenerTable
{
    public static string Of(ImmutableArray<BoundListener> listeners)
    {
        var nameWidth = listeners.Max(static listener => listener.Name.Length);
        var protocolWidth = listeners.Max(static listener => listener.Protocol.Length);
        var lines = new StringBuilder();
        foreach (var listener in listeners)
        {
            lines.Append(listener.Name.PadRight(nameWidth)).Append("  ")
                .Append(listener.Protocol.PadRight(protocolWidth)).Append("  ")
                .Append(listener.Address).AppendLine();
        }

        return lines.ToString();
    }
}
