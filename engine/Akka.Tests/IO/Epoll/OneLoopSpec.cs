using System.Net.Sockets;
using Akka.Actor;
using Akka.Dispatch;
using Akka.IO;
using Akka.IO.Transport.Epoll;
using Xunit.Abstractions;

namespace Akka.Tests.IO.Epoll;

/// <summary>All connections and their handlers on one loop, which a test can hold.</summary>
public abstract class OneLoopSpec(ITestOutputHelper output) : TcpSpec(output, Over.OneEventLoop)
{
    private protected EventLoop Loop => Driver.Loops!.Next;

    // What is done while the loop is held up is reported to it in one look.
    protected void AtOnce(Action act)
    {
        using var isHeld = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        Loop.Execute(new ActionRunnable(() =>
        {
            isHeld.Set();
            mayGoOn.Wait(Patience);
        }));
        Assert.True(isHeld.Wait(Patience), "The loop did not run anything.");
        act();
        mayGoOn.Set();
    }

    protected static void Deliver(Socket client, string text)
    {
        client.Send(Bytes(text));
        AwaitAcknowledged(client);
    }

    protected async Task<Socket> ServeAsync(Action<IActorRef, Tcp.Received> script, Action<IActorRef>? accepted = null,
        Server? server = null, bool lends = false)
    {
        var (client, connection) = await AcceptAsync(server ?? await BindAsync());
        accepted?.Invoke(connection);
        var registered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.ActorOf(Props.Create(() => new Scripted(connection, script, registered, lends)).WithDispatcher("akka.io.connection-dispatcher"));
        await registered.Task.WaitAsync(Patience);
        return client;
    }

    /// <summary>Does what a script says with what comes in.</summary>
    private sealed class Scripted : UntypedActor
    {
        private readonly IActorRef _connection;
        private readonly Action<IActorRef, Tcp.Received> _script;
        private readonly TaskCompletionSource _registered;

        public Scripted(IActorRef connection, Action<IActorRef, Tcp.Received> script, TaskCompletionSource registered, bool lends)
        {
            _connection = connection;
            _script = script;
            _registered = registered;
            connection.Tell(new Tcp.Register(Self) { LendsReceivedMemory = lends });
            connection.Tell(Tcp.ResumeWriting.Instance);
        }

        protected override void OnReceive(object message)
        {
            if (message is Tcp.WritingResumed)
                _registered.SetResult();
            else if (message is Tcp.Received received)
                _script(_connection, received);
        }
    }
}
