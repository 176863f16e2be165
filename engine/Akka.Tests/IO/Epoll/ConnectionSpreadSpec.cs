using Akka.Actor;
using Xunit.Abstractions;

namespace Akka.Tests.IO.Epoll;

/// <summary>Where accepted connections live when there are several loops.</summary>
[NeedsEpoll]
public sealed class ConnectionSpreadSpec(ITestOutputHelper output) : TcpSpec(output, Over.TwoEventLoops)
{
    [TransportFact]
    public async Task Connections_of_one_listener_are_given_to_the_loops_in_turn()
    {
        var server = await BindAsync();
        var connections = new List<IActorRef>();
        for (var i = 0; i < 10; i++)
            connections.Add((await AcceptAsync(server)).Connection);

        var byLoop = connections.GroupBy(connection => ((LocalActorRef)connection).Cell.Mailbox.LastLoop);

        Assert.Equal([5, 5], byLoop.Select(loop => loop.Count()));
    }
}
