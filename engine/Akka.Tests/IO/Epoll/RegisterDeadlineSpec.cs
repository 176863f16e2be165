using System.Collections.Concurrent;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.IO;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Akka.Tests.IO.Epoll;

/// <summary>Only a handler that lets its connection's loop go on without having registered costs a timer.</summary>
[NeedsEpoll]
public class RegisterDeadlineSpec(ITestOutputHelper output)
    : TcpSpec(output, Over.OneEventLoop + $"""

        akka.io.tcp.register-timeout = 7s
        akka.scheduler.implementation = "{typeof(CountingScheduler).AssemblyQualifiedName}"
        """)
{
    // Others have timeouts too; none of them is as long.
    private CountingScheduler.Timeout[] Timeouts =>
        [.. ((CountingScheduler)Sys.Scheduler).Timeouts.Where(timeout => timeout.Delay == TimeSpan.FromSeconds(7))];

    [TransportFact]
    public async Task Who_registers_at_once_is_not_timed()
    {
        var registered = CreateTestProbe();
        var listener = Sys.ActorOf(Props.Create(() => new RegistersAtOnce(registered.Ref)).WithDispatcher("akka.io.connection-dispatcher"));
        Sys.Tcp().Tell(new Tcp.Bind(listener, new IPEndPoint(IPAddress.Loopback, 0)), listener);
        var bound = await registered.ExpectMsgAsync<Tcp.Bound>();

        for (var i = 0; i < 3; i++)
        {
            using var client = await ConnectClientAsync(bound.LocalAddress);
            await registered.ExpectMsgAsync<Tcp.WritingResumed>();
            // What follows came after the batch that brought the connection.
            client.Send(Bytes("later"));
            await registered.ExpectMsgAsync<Tcp.Received>();
        }

        Assert.Empty(Timeouts);
    }

    [TransportFact]
    public async Task Who_does_not_is_timed_until_it_does()
    {
        var (_, connection) = await AcceptAsync(await BindAsync());
        await AwaitConditionAsync(() => Task.FromResult(Timeouts.Length == 1), Patience);

        var handler = CreateTestProbe();
        handler.Send(connection, new Tcp.Register(handler.Ref));
        handler.Send(connection, Tcp.ResumeWriting.Instance);
        await handler.ExpectMsgAsync<Tcp.WritingResumed>();

        Assert.True(Timeouts.Single().IsCancelled);
    }

    /// <summary>The handler of its own connections, which tells somebody what it hears.</summary>
    private sealed class RegistersAtOnce(IActorRef witness) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Tcp.Connected)
            {
                Sender.Tell(new Tcp.Register(Self));
                Sender.Tell(Tcp.ResumeWriting.Instance);
            }
            else if (message is not Tcp.ConnectionClosed)
            {
                witness.Tell(message);
            }
        }
    }

    /// <summary>Runs nothing and knows which timeouts were asked for.</summary>
    private sealed class CountingScheduler(Config config, ILoggingAdapter log) : TestScheduler(config, log), ITimeoutScheduler
    {
        public ConcurrentQueue<Timeout> Timeouts { get; } = new();

        ITimerHandle ITimeoutScheduler.StartTimer(TimeSpan delay, Action<object?> callback, object? state)
        {
            var timeout = new Timeout(delay);
            Timeouts.Enqueue(timeout);
            return timeout;
        }

        public sealed class Timeout(TimeSpan delay) : ITimerHandle
        {
            public TimeSpan Delay { get; } = delay;

            public bool IsCancelled { get; private set; }

            public bool Cancel() => IsCancelled = true;
        }
    }
}
