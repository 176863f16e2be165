using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

public abstract class TcpUnixSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    private const int LongestPath = 108; // sun_path

    private readonly string _directory = Directory.CreateTempSubdirectory("akka-io-").FullName;

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }

    [TransportFact]
    public async Task Clients_whose_sockets_have_odd_names_are_served_and_so_is_the_next()
    {
        var server = await BindAsync(InDirectory("socket"));
        byte[][] names =
        [
            // As long as can be, so without a NUL behind it.
            Bytes(_directory + "/" + new string('a', LongestPath - _directory.Length - 1)),
            // Abstract, and no text.
            [0, .. Enumerable.Repeat((byte)0xFF, LongestPath - 1)],
        ];

        foreach (var name in names)
        {
            using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            client.Bind(new RawAddress(name));
            await client.ConnectAsync(server.Address);
            await EchoAsync(server, client);
        }

        await EchoAsync(server, await ConnectClientAsync(server.Address));
    }

    [TransportFact]
    public async Task A_bind_that_fails_after_all_leaves_no_file()
    {
        Sys.Tcp().Tell(new Tcp.Bind(TestActor, InDirectory("socket"), options: [new FailsAfterBind()]));

        Assert.Equal("not this one", (await ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value.Message);
        Assert.False(File.Exists(InDirectory("socket").ToString()));
    }

    [TransportFact]
    public async Task An_abstract_name_is_told_as_one_can_connect_to()
    {
        var address = new UnixDomainSocketEndPoint($"\0akka-io-{Guid.NewGuid():N}");
        var server = await BindAsync(address);
        Assert.Equal(address, server.Address);

        await EchoAsync(server, await ConnectClientAsync(server.Address));
        Sys.Tcp().Tell(new Tcp.Connect(server.Address), TestActor);

        Assert.Equal(address, (await ExpectMsgAsync<Tcp.Connected>()).RemoteAddress);
    }

    [TransportFact]
    public async Task A_connect_that_the_backlog_has_no_room_for_fails()
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(InDirectory("full"));
        server.Listen(0);

        for (var connected = 0; ; connected++)
        {
            Assert.True(connected < 10, "More than the backlog holds were told that they are connected.");
            Sys.Tcp().Tell(new Tcp.Connect(server.LocalEndPoint!), TestActor);
            if (await ExpectMsgAsync<Tcp.Event>() is Tcp.CommandFailed failed)
            {
                Assert.IsType<ConnectException>(failed.Cause.Value);
                return;
            }
        }
    }

    private UnixDomainSocketEndPoint InDirectory(string name) => new(Path.Combine(_directory, name));

    private async Task EchoAsync(Server server, Socket client)
    {
        await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        var connection = server.Probe.LastSender;
        connection.Tell(new Tcp.Register(TestActor));
        client.Send(Bytes("echo"));
        connection.Tell(Tcp.Write.Create((await ExpectMsgAsync<Tcp.Received>()).Data));
        Assert.Equal(Bytes("echo"), await ReadBytesAsync(client, 4));
        connection.Tell(Tcp.Abort.Instance);
        await ExpectMsgAsync<Tcp.Aborted>();
    }

    private sealed class FailsAfterBind : Inet.AbstractSocketOptionV2
    {
        public override void AfterBind(Socket s) => throw new IOException("not this one");
    }

    /// <summary>A unix socket's address byte by byte.</summary>
    private sealed class RawAddress(byte[] name) : EndPoint
    {
        public override AddressFamily AddressFamily => AddressFamily.Unix;

        public override EndPoint Create(SocketAddress socketAddress) => this;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Unix, sizeof(ushort) + name.Length);
            name.CopyTo(address.Buffer[sizeof(ushort)..]);
            return address;
        }
    }
}
