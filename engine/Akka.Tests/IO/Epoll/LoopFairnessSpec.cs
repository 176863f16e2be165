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

    [TransportFact]
    public async Task A_client_that_sends_much_keeps_no_other_waiting_until_all_is_read()
    {
        const int much = 20_000;
        var server = await BindAsync(settings: Driver.Settings with { ReceiveBufferSize = 100 });
        var received = 0L;
        var receivedBefore = new TaskCompletionSource<long>();
        var all = new TaskCompletionSource();
        var busy = await ServeAsync((_, bytes) =>
        {
            received += bytes.Data.Length;
            if (received == much)
                all.SetResult();
        }, server: server);
        var other = await ServeAsync((_, _) => receivedBefore.SetResult(received), server: server);

        AtOnce(() =>
        {
            Deliver(busy, new string('x', much));
            Deliver(other, "me too");
        });

        Assert.InRange(await receivedBefore.Task.WaitAsync(Patience), 0, much - 1);
        await all.Task.WaitAsync(Patience);
    }
}
