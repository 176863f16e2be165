using System.Net;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit;
using Akka.TestKit.Configs;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Listening;

/// <summary>All listeners, in virtual time, with a probe in the place of the network.</summary>
public class ListenersSupervisorTests : TestKit
{
    private readonly TestProbe _tcp;

    public ListenersSupervisorTests()
        : base(TestConfigs.TestSchedulerConfig) => _tcp = CreateTestProbe("tcp");

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task Once_all_are_bound_whoever_asked_hears_of_it_in_the_order_of_the_settings()
    {
        var supervisor = Start("a", "b");
        supervisor.Tell(AwaitListeners.Instance, TestActor);
        var first = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        var second = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        Bind(second, 2);
        await ExpectNoMsgAsync(TimeSpan.Zero);
        Bind(first, 1);
        var bound = await ExpectMsgAsync<ListenersBound>();
        Assert.Equal(["a", "b"], bound.Listeners.Select(listener => listener.Name));
        Assert.Equal(bound.Listeners.Select(listener => listener.Address), (await AskAsync(supervisor)).Listeners.Select(listener => listener.Address));
    }

    [Fact]
    public async Task When_one_cannot_be_bound_the_others_are_unbound_before_the_answer()
    {
        var supervisor = Start("a", "b");
        supervisor.Tell(AwaitListeners.Instance, TestActor);
        var first = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        var second = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        var acceptor = Bind(first, 1);
        await acceptor.ExpectMsgAsync<Tcp.ResumeAccepting>();
        Fail(second, "Address already in use");
        await acceptor.ExpectMsgAsync<Tcp.Unbind>();
        await ExpectNoMsgAsync(TimeSpan.Zero);
        first.Handler.Tell(Tcp.Unbound.Instance, acceptor.Ref);
        var failed = await ExpectMsgAsync<ListenersFailed>();
        Assert.Equal("Address already in use", Assert.Single(failed.Failures).Reason);
        Assert.Equal(second.Handler.Path.Name, failed.Failures[0].Name);
    }

    [Fact]
    public async Task A_listener_that_ends_comes_back_after_a_delay_on_the_port_it_had()
    {
        var supervisor = Start("a");
        var bind = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        Bind(bind, 9001);
        await AskAsync(supervisor);

        await KillAsync(bind.Handler);
        Scheduler.Advance(RestartDelay.Shortest - TimeSpan.FromMilliseconds(1));
        await _tcp.ExpectNoMsgAsync(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        var again = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 9001), again.LocalAddress);
        Assert.NotEqual(bind.Handler, again.Handler);
    }

    [Fact]
    public async Task A_listener_that_cannot_come_back_is_tried_again_with_a_longer_delay()
    {
        var supervisor = Start("a");
        var bind = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        Bind(bind, 9001);
        await AskAsync(supervisor);
        await KillAsync(bind.Handler);
        Scheduler.Advance(RestartDelay.Shortest);

        bind = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        await EventFilter.Error(contains: "a cannot listen on").ExpectOneAsync(() =>
            EventFilter.Warning(contains: "started again in").ExpectOneAsync(() =>
            {
                Fail(bind, "Address already in use");
                return Task.CompletedTask;
            }));
        Scheduler.Advance(RestartDelay.Shortest);
        await _tcp.ExpectNoMsgAsync(TimeSpan.Zero);
        Scheduler.Advance(RestartDelay.Shortest);
        await _tcp.ExpectMsgAsync<Tcp.Bind>();
    }

    [Fact]
    public async Task Stopping_ends_every_listener_and_starts_none_again()
    {
        var supervisor = Start("a", "b");
        var first = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        var second = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        var acceptor = Bind(first, 1);
        Bind(second, 2);
        await AskAsync(supervisor);
        await KillAsync(second.Handler);

        supervisor.Tell(new StopListeners(TimeSpan.FromSeconds(1)), TestActor);
        await acceptor.FishForMessageAsync(message => message is Tcp.Unbind);
        await ExpectNoMsgAsync(TimeSpan.Zero);
        first.Handler.Tell(Tcp.Unbound.Instance, acceptor.Ref);
        await ExpectMsgAsync(ListenersStopped.Instance);
        Scheduler.Advance(RestartDelay.Longest);
        await _tcp.ExpectNoMsgAsync(TimeSpan.Zero);
        supervisor.Tell(new StopListeners(TimeSpan.Zero), TestActor);
        await ExpectMsgAsync(ListenersStopped.Instance);
    }

    private IActorRef Start(params string[] names)
    {
        var settings = names.Select(name => new ListenerSettings(
            name, new TcpBindAddress("127.0.0.1", 0), EchoSettings.Default, ListenerLimits.Default));
        return Sys.ActorOf(ListenersSupervisor.Props([.. settings], _ => new HostedProtocol(() => new EchoProtocol()), _tcp.Ref));
    }

    private TestProbe Bind(Tcp.Bind bind, int port)
    {
        var acceptor = CreateTestProbe();
        bind.Handler.Tell(new Tcp.Bound(new IPEndPoint(IPAddress.Loopback, port)), acceptor.Ref);
        return acceptor;
    }

    private void Fail(Tcp.Bind bind, string reason) =>
        bind.Handler.Tell(new Tcp.CommandFailed(bind).WithCause(new InvalidOperationException(reason)), _tcp.Ref);

    private async Task KillAsync(IActorRef listener)
    {
        await EventFilter.Warning(contains: "started again in").ExpectOneAsync(() =>
        {
            listener.Tell(PoisonPill.Instance, ActorRefs.NoSender);
            return Task.CompletedTask;
        });
    }

    private async Task<ListenersBound> AskAsync(IActorRef supervisor)
    {
        supervisor.Tell(AwaitListeners.Instance, TestActor);
        return await ExpectMsgAsync<ListenersBound>();
    }
}
