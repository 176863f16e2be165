using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;
using Dns = Akka.IO.Dns;

namespace Akka.Tests.IO;

/// <summary>Names are resolved by a provider of the test's own, so that no test depends on a name server.</summary>
public abstract class NameResolutionSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport + $$"""

    akka.io.dns {
      resolver = "fixed"
      fixed {
        provider-object = "{{typeof(FixedNames).AssemblyQualifiedName}}"
        positive-ttl = 30s
        negative-ttl = 10s
        cache-cleanup-interval = 120s
        use-ipv6 = on
      }
    }
    """)
{
    [TransportFact]
    public async Task A_name_is_resolved_and_connected_to()
    {
        var server = await BindAsync();

        Sys.Tcp().Tell(new Tcp.Connect(new DnsEndPoint("one.test", PortOf(server))), TestActor);

        Assert.Equal(server.Address, (await ExpectMsgAsync<Tcp.Connected>()).RemoteAddress);
    }

    [TransportFact]
    public async Task Every_address_of_a_name_is_tried_in_turn()
    {
        var server = await BindAsync();

        Sys.Tcp().Tell(new Tcp.Connect(new DnsEndPoint("three.test", PortOf(server))), TestActor);

        Assert.Equal(server.Address, (await ExpectMsgAsync<Tcp.Connected>()).RemoteAddress);
    }

    [TransportFact]
    public async Task The_failure_of_a_name_is_that_of_its_last_address()
    {
        var refusing = RefusingAddress(IPAddress.Any);

        Sys.Tcp().Tell(new Tcp.Connect(new DnsEndPoint("three.test", refusing.Port)), TestActor);

        var cause = Assert.IsType<ConnectException>((await ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value);
        Assert.Contains("three.test", cause.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(cause.InnerException);
    }

    [TransportFact]
    public async Task A_name_that_does_not_exist_fails_the_connect()
    {
        Sys.Tcp().Tell(new Tcp.Connect(new DnsEndPoint("none.test", 1)), TestActor);

        var cause = Assert.IsType<ConnectException>((await ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value);
        Assert.Equal("Could not resolve host name [none.test]: no such name", cause.Message);
    }

    [TransportFact]
    public async Task A_name_without_an_address_of_the_wanted_family_fails_the_connect()
    {
        var connect = new Tcp.Connect(new DnsEndPoint("one.test", 1, AddressFamily.InterNetworkV6));

        Sys.Tcp().Tell(connect, TestActor);

        var cause = (await ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value;
        Assert.Contains("no address of a usable family", cause.Message, StringComparison.Ordinal);
    }

    [TransportFact]
    public async Task A_listener_can_be_bound_to_a_name()
    {
        var server = await BindAsync(new DnsEndPoint("one.test", 0));

        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(server.Address).Address);
    }

    [TransportFact]
    public async Task A_name_that_does_not_exist_fails_the_bind()
    {
        var bind = new Tcp.Bind(TestActor, new DnsEndPoint("none.test", 0));

        Sys.Tcp().Tell(bind, TestActor);

        Assert.Same(bind, (await ExpectMsgAsync<Tcp.CommandFailed>()).Cmd);
    }

    [TransportFact]
    public async Task A_name_without_an_address_of_the_wanted_family_fails_the_bind()
    {
        var bind = new Tcp.Bind(TestActor, new DnsEndPoint("one.test", 0, AddressFamily.InterNetworkV6));

        Sys.Tcp().Tell(bind, TestActor);

        var failed = await ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(bind, failed.Cmd);
        Assert.Contains("no address of a usable family", failed.Cause.Value.Message, StringComparison.Ordinal);
    }

    [TransportFact]
    public async Task A_connect_that_takes_too_long_fails()
    {
        Sys.Tcp().Tell(new Tcp.Connect(new DnsEndPoint("silent.test", 1), timeout: TimeSpan.FromMilliseconds(50)), TestActor);

        var cause = Assert.IsType<ConnectException>((await ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value);
        Assert.Contains("expired", cause.Message, StringComparison.Ordinal);
    }

    [TransportFact]
    public async Task Connecting_ends_with_whoever_asked_for_it()
    {
        var commander = CreateTestProbe();
        commander.Send(Sys.Tcp(), new Tcp.Connect(new DnsEndPoint("silent.test", 1)));
        IActorRef connecting = ActorRefs.Nobody;
        await AwaitAssertAsync(async () => connecting = await Sys.ActorSelection("/system/IO-TCP/*").ResolveOne(Patience), Patience);
        Watch(connecting);

        Sys.Stop(commander.Ref);

        await ExpectTerminatedAsync(connecting);
    }

    private static int PortOf(Server server) => ((IPEndPoint)server.Address).Port;

    /// <summary>Knows a few names, and lets one question go unanswered.</summary>
    public sealed class FixedNames : IDnsProvider
    {
        public DnsBase Cache { get; } = new NoCache();

        public Type ActorClass => typeof(Resolver);

        public Type ManagerClass => typeof(SimpleDnsManager);

        private sealed class NoCache : DnsBase;

        private sealed class Resolver : ActorBase
        {
#pragma warning disable IDE0060 // The manager gives every resolver the cache and its section.
            public Resolver(DnsBase cache, Akka.Configuration.Config config)
            {
            }
#pragma warning restore IDE0060

            protected override bool Receive(object message)
            {
                var name = ((Dns.Resolve)message).Name;
                Dns.Resolved? answer = name switch
                {
                    "one.test" => Dns.Resolved.Create(name, [IPAddress.Loopback]),
                    "three.test" => Dns.Resolved.Create(
                        name, [IPAddress.Parse("127.0.0.4"), IPAddress.Parse("127.0.0.5"), IPAddress.Loopback]),
                    "none.test" => new Dns.Resolved(name, new SocketException((int)SocketError.HostNotFound, "no such name")),
                    _ => null,
                };
                if (answer is not null)
                    Sender.Tell(answer, Self);
                return true;
            }
        }
    }
}
