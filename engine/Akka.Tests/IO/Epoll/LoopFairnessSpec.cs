using System.Net.Sockets;
using Akka.Dispatch;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO.Epoll;

/// <summary>What wants much of a loop gets it a piece at a time: others have their turns in between.</summary>
[NeedsEpoll]
public class LoopFairnessSpec(ITestOutputHelper output) : OneLoopSpec(output)
{
    [TransportFact]
    public async Task Many_clients_that_come_at_once_leave_a_loop_the_time_for_others()
    {
        const int many = 50;
        var server = await BindAsync(settings: Driver.Settings with { BatchAcceptLimit = 2 });
        var acceptedBefore = new TaskCompletionSource<int>();
        var clients = new List<Task<Socket>>();

        AtOnce(() =>
        {
            for (var i = 0; i < many; i++)
                clients.Add(ConnectClientAsync(server.Address));
            Assert.True(Task.WhenAll(clients).Wait(Patience), "The backlog did not take them all.");
            Loop.Execute(new ActionRunnable(() => acceptedBefore.SetResult(Driver.Transport.Counters.Connections)));
        });

        Assert.InRange(await acceptedBefore.Task.WaitAsync(Patience), 0, many - 1);
        for (var i = 0; i < many; i++)
            await server.Probe.ExpectMsgAsync<Tcp.Connected>();
    }
}
