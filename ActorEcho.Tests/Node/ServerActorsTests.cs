using ActorEcho.Actors.Settings;
using ActorEcho.Node;

namespace ActorEcho.Tests.Node;

public sealed class ServerActorsTests
{
    [Fact]
    public void The_longest_stop_has_time_for_the_clients_and_then_for_the_clusters_database()
    {
        var alone = new ServerSettings([]) { StopTimeout = TimeSpan.FromMinutes(10) };
        var clustered = alone with { Cluster = new ClusterSettings("Host=db") { StoreTimeout = TimeSpan.FromMinutes(2) } };

        Assert.InRange(ServerActors.LongestStop(alone), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.InRange(ServerActors.LongestStop(clustered), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(21));
    }
}
