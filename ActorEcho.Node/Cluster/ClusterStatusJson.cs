using System.Text.Json;
using System.Text.Json.Serialization;
using ActorEcho.Actors.Cluster.Storage;

namespace ActorEcho.Node.Cluster;

/// <summary>A cluster's state for programs.</summary>
internal static partial class ClusterStatusJson
{
    public static string Of(ClusterStatus status) => JsonSerializer.Serialize(status, Context.Default.ClusterStatus) + Environment.NewLine;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
    [JsonSerializable(typeof(ClusterStatus))]
    private sealed partial class Context : JsonSerializerContext;
}
