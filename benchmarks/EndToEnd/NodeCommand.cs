namespace ActorEcho.EndToEnd;

/// <summary>The command line of a node with one listener.</summary>
internal static class NodeCommand
{
    public static string[] For(Order order, string transport) => For(order.Programs.Node, order, transport);

    public static string[] For(string program, Order order, string transport)
    {
        string[] settings = [.. Settings(order, transport), .. order.Service == Service.ClusterChat ? Cluster(order) : []];
        return [program, .. settings.SelectMany(static setting => (string[])["--set", setting])];
    }

    private static IEnumerable<string> Settings(Order order, string transport)
    {
        var listener = order.Service switch
        {
            Service.PingPong => "ping-pong",
            Service.Chat or Service.ClusterChat => "chat",
            _ => "echo",
        };
        var scheme = order.Service == Service.TlsEcho ? "tls" : "tcp";
        yield return "actor-echo.log-level=warning";
        yield return $"akka.io.tcp.transport={transport}";
        foreach (var other in (string[])["echo", "ping-pong", "chat"])
        {
            yield return other == listener
                ? $"actor-echo.listeners.{other}.bind={scheme}://127.0.0.1:{order.PortText}"
                : $"actor-echo.listeners.{other}=null";
        }

        if (scheme == "tls")
            yield return "actor-echo.defaults.tls.certificate=development";
        yield return "actor-echo.defaults.max-connections=100000";
        yield return "actor-echo.defaults.max-handshakes=100000";
        yield return "actor-echo.defaults.backlog=4096";
    }

    private static IEnumerable<string> Cluster(Order order) =>
    [
        "actor-echo.cluster.engine=postgresql",
        $"actor-echo.cluster.connection-string={order.Database}",
        $"actor-echo.cluster.node=node-{order.PortText}",
    ];
}
