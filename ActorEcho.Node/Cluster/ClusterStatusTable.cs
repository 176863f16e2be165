using System.Globalization;
using System.Text;
using ActorEcho.Actors.Cluster.Storage;

namespace ActorEcho.Node.Cluster;

/// <summary>A cluster's state for people: a line on the database, then a line for each node.</summary>
internal static class ClusterStatusTable
{
    private const string NodeHeading = "node";

    public static string Of(ClusterStatus status)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"database  answers in {status.DatabaseMilliseconds:0.0} ms, schema version {status.SchemaVersion}, {status.LastSequence} entries so far, {status.KeptEntries} kept, notification queue {status.NotificationQueue:P0} full");
        if (status.Nodes.IsEmpty) return text.AppendLine("no node has a lease").ToString();

        var width = status.Nodes.Max(static node => node.Name.Length);
        width = Math.Max(width, NodeHeading.Length);
        text.AppendLine(CultureInfo.InvariantCulture, $"{NodeHeading.PadRight(width)}  {"epoch",6}  {"lease",7}  {"users",6}  {"behind",6}");
        foreach (var node in status.Nodes)
        {
            var lease = node.LeaseSeconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{node.LeaseSeconds:0.0} s") : "over";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{node.Name.PadRight(width)}  {node.Epoch,6}  {lease,7}  {node.Users,6}  {node.EntriesBehind,6}");
        }

        return text.ToString();
    }
}
