using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit;
using TcpListener = Akka.IO.TcpListener;

namespace Akka.Tests.IO;

public class TcpListenerFailureSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTransport _transport = new();
    private readonly TestProbe _commander;
    private readonly IActorRef _listener;

    public TcpListenerFailureSpec()
    {
        _commander = CreateTestProbe();
        var bind = new Tcp.Bind(_commander.Ref, new IPEndPoint(IPAddress.Loopback, 1));
        var settings = TcpSettings.Create(Sys) with { BatchAcceptLimit = 2 };
        _listener = Sys.ActorOf(Props.CreateBy(new TcpListener.Producer(_transport, bind, _commander.Ref, settings)));
        _commander.ExpectMsg<Tcp.Bound>();
    }

    [Fact]
    public void After_each_batch_the_next_is_allowed()
    {
        Assert.Equal(2, NextAllowance());

        _transport.Listener.Accepted(new FakeConnection());
        _transport.Listener.Accepted(new FakeConnection());

        Assert.Equal(2, NextAllowance());
        _commander.ExpectMsg<Tcp.Connected>();
        _commander.ExpectMsg<Tcp.Connected>();
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets)]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.OperationNotSupported)]
    public void Accepting_goes_on_after_a_passing_failure(SocketError error)
    {
        NextAllowance();

        _transport.Listener.Fails(error);

        Assert.Equal(2, NextAllowance());
        _transport.Listener.Accepted(new FakeConnection());
        _commander.ExpectMsg<Tcp.Connected>();
        _listener.Tell(new Tcp.SubscribeToTcpListenerStats(TestActor));
        Assert.Equal(
            new Tcp.TcpListenerStatistics
            {
                AcceptedIncomingConnections = 1,
                FailedIncomingConnections = 1,
                RetriedIncomingConnections = 1,
            },
            ExpectMsg<Tcp.TcpListenerStatistics>());
    }

    [Fact]
    public void A_socket_that_no_longer_listens_ends_the_listener()
    {
        Watch(_listener);

        _transport.Listener.Fails(SocketError.NotSocket);

        ExpectTerminated(_listener, Patience);
        _commander.ExpectMsg<Tcp.Unbound>(Patience);
        Assert.True(_transport.Listener.IsDisposed);
    }

    [Fact]
    public void The_handler_hears_at_once_of_a_socket_that_no_longer_listens_while_connections_live_on()
    {
        _transport.Listener.Accepted(new FakeConnection());
        _commander.ExpectMsg<Tcp.Connected>(Patience);
        _commander.Send(_commander.LastSender, new Tcp.Register(TestActor));

        _transport.Listener.Fails(SocketError.NotSocket);

        _commander.ExpectMsg<Tcp.Unbound>(Patience);
        Assert.Equal(_listener, _commander.LastSender);
    }

    private int NextAllowance()
    {
        Assert.True(_transport.Listener.Allowances.TryTake(out var limit, Patience), "Accepting was not resumed.");
        return limit;
    }
}
