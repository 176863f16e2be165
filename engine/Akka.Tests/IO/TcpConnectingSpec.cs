using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

public abstract class TcpConnectingSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    [TransportFact]
    public async Task Connected_tells_both_addresses_and_bytes_go_both_ways()
    {
        var server = await BindAsync();
        var client = CreateTestProbe();
        client.Send(Sys.Tcp(), new Tcp.Connect(server.Address));

        var atClient = await client.ExpectMsgAsync<Tcp.Connected>();
        var clientConnection = client.LastSender;
        var atServer = await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        Assert.Equal(server.Address, atClient.RemoteAddress);
        Assert.Equal(atServer.RemoteAddress, atClient.LocalAddress);

        client.Send(clientConnection, new Tcp.Register(client.Ref));
        server.Probe.Send(server.Probe.LastSender, new Tcp.Register(server.Probe.Ref));
        client.Send(clientConnection, Tcp.Write.Create(Bytes("ping")));
        Assert.Equal("ping", Text(await server.Probe.ExpectMsgAsync<Tcp.Received>()));
        server.Probe.Send(server.Probe.LastSender, Tcp.Write.Create(Bytes("pong")));
        Assert.Equal("pong", Text(await client.ExpectMsgAsync<Tcp.Received>()));
    }

    [TransportFact]
    public async Task A_refused_connection_fails_with_the_systems_error()
    {
        var connect = new Tcp.Connect(RefusingAddress());

        Sys.Tcp().Tell(connect, TestActor);

        var failed = await ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(connect, failed.Cmd);
        var cause = Assert.IsType<ConnectException>(failed.Cause.Value);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(cause.InnerException).SocketErrorCode);
        Assert.Contains(connect.RemoteAddress.ToString()!, cause.Message, StringComparison.Ordinal);
        await ExpectTerminatedAsync(Watch(LastSender));
    }

    [TransportFact]
    public async Task A_local_address_that_is_not_ours_fails_the_connect()
    {
        var server = await BindAsync();

        // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
        Sys.Tcp().Tell(new Tcp.Connect(server.Address, new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)), TestActor);

        var failed = await ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Equal(SocketError.AddressNotAvailable, Assert.IsType<SocketException>(failed.Cause.Value.InnerException).SocketErrorCode);
    }

    [TransportFact]
    public async Task A_connection_can_be_made_from_an_address_of_ones_choice()
    {
        var server = await BindAsync();

        Sys.Tcp().Tell(new Tcp.Connect(server.Address, new IPEndPoint(IPAddress.Parse("127.0.0.3"), 0)), TestActor);

        var connected = await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        Assert.Equal(IPAddress.Parse("127.0.0.3"), Assert.IsType<IPEndPoint>(connected.RemoteAddress).Address);
    }

    [TransportFact]
    public async Task Options_are_set_before_and_after_connecting()
    {
        var server = await BindAsync();
        var option = new RecordingOption();

        Sys.Tcp().Tell(new Tcp.Connect(server.Address, options: [option]), TestActor);

        await ExpectMsgAsync<Tcp.Connected>();
        Assert.Equal(["BeforeConnect", "AfterConnect"], option.Calls);
    }

    [TransportFact]
    public async Task An_option_that_fails_in_whatever_way_fails_the_connect()
    {
        var server = await BindAsync();

        Sys.Tcp().Tell(new Tcp.Connect(server.Address, options: [new FailingOption()]), TestActor);

        var failed = await ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.IsType<NotSupportedException>(failed.Cause.Value.InnerException);
        await ExpectTerminatedAsync(Watch(LastSender));
    }

    [TransportFact]
    public async Task In_pull_mode_an_outgoing_connection_reads_when_asked()
    {
        var server = await BindAsync();
        Sys.Tcp().Tell(new Tcp.Connect(server.Address, pullMode: true), TestActor);
        await ExpectMsgAsync<Tcp.Connected>();
        var connection = LastSender;
        await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        server.Probe.Send(server.Probe.LastSender, Tcp.Write.Create(Bytes("hello"), new Ack(1)));
        await server.Probe.ExpectMsgAsync<Ack>();

        connection.Tell(new Tcp.Register(TestActor));
        connection.Tell(Tcp.Write.Create(Bytes("."), new Ack(2)), TestActor);
        await ExpectMsgAsync<Ack>();
        connection.Tell(Tcp.ResumeReading.Instance);

        Assert.Equal("hello", Text(await ExpectMsgAsync<Tcp.Received>()));
    }

    [TransportFact]
    public async Task The_manager_refuses_commands_that_belong_to_connections()
    {
        Sys.Tcp().Tell(Tcp.Close.Instance, TestActor);

        var failed = await ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(Tcp.Close.Instance, failed.Cmd);
        Assert.Contains("Bind and Connect only", failed.Cause.Value.Message, StringComparison.Ordinal);
    }

    [TransportFact]
    public async Task A_connection_can_be_made_and_served_over_ipv6()
    {
        var server = await BindAsync(new IPEndPoint(IPAddress.IPv6Loopback, 0));

        Sys.Tcp().Tell(new Tcp.Connect(server.Address), TestActor);

        var connected = await ExpectMsgAsync<Tcp.Connected>();
        Assert.Equal(AddressFamily.InterNetworkV6, connected.LocalAddress.AddressFamily);
        await EchoOnceAsync(server);
    }

    [TransportFact]
    public async Task A_unix_domain_socket_serves_like_any_other()
    {
        var directory = Directory.CreateTempSubdirectory("akka-io-");
        try
        {
            var address = new UnixDomainSocketEndPoint(Path.Combine(directory.FullName, "socket"));
            var server = await BindAsync(address);
            Assert.Equal(address, server.Address);

            Sys.Tcp().Tell(new Tcp.Connect(address), TestActor);
            await ExpectMsgAsync<Tcp.Connected>();
            await EchoOnceAsync(server);

            server.Listener.Tell(Tcp.Unbind.Instance, server.Probe.Ref);
            await server.Probe.FishForMessageAsync<Tcp.Unbound>(_ => true);
            Assert.False(File.Exists(Path.Combine(directory.FullName, "socket")));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [TransportFact]
    public async Task A_large_transfer_over_a_unix_domain_socket_arrives_complete()
    {
        var directory = Directory.CreateTempSubdirectory("akka-io-");
        try
        {
            var server = await BindAsync(new UnixDomainSocketEndPoint(Path.Combine(directory.FullName, "socket")));
            var (client, connection, handler) = await AcceptAndRegisterAsync(server);
            var sent = RandomBytes(5_000_000);
            handler.Send(connection, Tcp.Write.Create(sent));
            handler.Send(connection, Tcp.Close.Instance);

            Assert.Equal(sent, await ReadToEndAsync(client));
            await handler.ExpectMsgAsync<Tcp.Closed>();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // The test actor's connection writes, the server's connection answers the same.
    private async Task EchoOnceAsync(Server server)
    {
        var client = LastSender;
        client.Tell(new Tcp.Register(TestActor));
        await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        var atServer = server.Probe.LastSender;
        server.Probe.Send(atServer, new Tcp.Register(server.Probe.Ref));
        client.Tell(Tcp.Write.Create(Bytes("echo")));
        var received = await server.Probe.ExpectMsgAsync<Tcp.Received>();
        server.Probe.Send(atServer, Tcp.Write.Create(received.Data));
        Assert.Equal("echo", Text(await ExpectMsgAsync<Tcp.Received>()));
        client.Tell(Tcp.Close.Instance, TestActor);
        await ExpectMsgAsync<Tcp.Closed>();
        await server.Probe.ExpectMsgAsync<Tcp.PeerClosed>();
    }

    private sealed class RecordingOption : Inet.SocketOption
    {
        public List<string> Calls { get; } = [];

        public override void BeforeConnect(Socket s) => Calls.Add(nameof(BeforeConnect));

        public override void AfterConnect(Socket s) => Calls.Add(nameof(AfterConnect));
    }

    private sealed class FailingOption : Inet.SocketOption
    {
        public override void AfterConnect(Socket s) => throw new NotSupportedException("on purpose");
    }
}
