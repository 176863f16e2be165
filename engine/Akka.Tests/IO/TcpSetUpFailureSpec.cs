using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit;
using TcpListener = Akka.IO.TcpListener;

namespace Akka.Tests.IO;

/// <summary>A socket that cannot be set up is closed, and whoever waits for a connection does not wait in vain.</summary>
public class TcpSetUpFailureSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly IPEndPoint Address = new(IPAddress.Loopback, 1);

    private readonly FakeTransport _transport = new();
    private readonly TestProbe _commander;

    public TcpSetUpFailureSpec() => _commander = CreateTestProbe();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_listener_in_pull_mode_accepts_another_for_each_that_could_not_be_set_up(bool endedBefore)
    {
        var listener = Listen(pullMode: true);
        listener.Tell(new Tcp.ResumeAccepting(3));
        Assert.Equal(3, NextAllowance());
        var failing = endedBefore ? null : new FakeConnection { FailsToAttach = true };

        _transport.Listener.Accepted(failing);
        _transport.Listener.Accepted(new FakeConnection());
        _transport.Listener.Accepted(new FakeConnection());

        Assert.Equal(1, NextAllowance());
        _transport.Listener.Accepted(new FakeConnection());
        for (var i = 0; i < 3; i++)
            _commander.ExpectMsg<Tcp.Connected>();
        Assert.Equal(!endedBefore, failing?.IsAborted ?? false);
    }

    [Fact]
    public void Without_pull_mode_accepting_goes_on_when_none_could_be_set_up()
    {
        Listen(pullMode: false);
        Assert.Equal(2, NextAllowance());

        _transport.Listener.Accepted(new FakeConnection { FailsToAttach = true });
        _transport.Listener.Accepted(null);

        Assert.Equal(2, NextAllowance());
    }

    [Fact]
    public void A_connect_whose_socket_could_not_be_set_up_fails()
    {
        var connect = new Tcp.Connect(Address);
        var connection = _transport.Outgoing = new FakeConnection { FailsToAttach = true };
        var producer = new TcpOutgoingConnection.Producer(_transport, connect, _commander.Ref, TcpSettings.Create(Sys));

        var actor = Sys.ActorOf(Props.CreateBy(producer));

        var failed = _commander.ExpectMsg<Tcp.CommandFailed>(Patience);
        Assert.Equal(SocketError.NoBufferSpaceAvailable, Assert.IsType<SocketException>(failed.Cause.Value.InnerException).SocketErrorCode);
        Assert.True(connection.IsAborted);
        Watch(actor);
        ExpectTerminated(actor, Patience);
    }

    private IActorRef Listen(bool pullMode)
    {
        var bind = new Tcp.Bind(_commander.Ref, Address, pullMode: pullMode);
        var settings = TcpSettings.Create(Sys) with { BatchAcceptLimit = 2 };
        var listener = Sys.ActorOf(Props.CreateBy(new TcpListener.Producer(_transport, bind, _commander.Ref, settings)));
        _commander.ExpectMsg<Tcp.Bound>(Patience);
        return listener;
    }

    private int NextAllowance()
    {
        Assert.True(_transport.Listener.Allowances.TryTake(out var limit, Patience), "Accepting was not resumed.");
        return limit;
    }
}
