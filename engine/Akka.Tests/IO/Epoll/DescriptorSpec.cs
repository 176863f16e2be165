using System.Net;
using System.Net.Sockets;
using Akka.IO;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

[NeedsEpoll]
public sealed class DescriptorSpec
{
    [TransportFact]
    public void The_kernel_says_how_many_wait_to_be_accepted()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Assert.Null(Descriptor.WaitingToBeAccepted((int)listener.Handle));

        using Socket first = Client(), second = Client();

        Assert.Equal(2, Descriptor.WaitingToBeAccepted((int)listener.Handle));
        listener.Accept().Dispose();
        Assert.Equal(1, Descriptor.WaitingToBeAccepted((int)listener.Handle));

        Socket Client()
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(listener.LocalEndPoint!);
            return client;
        }
    }

    [TransportFact]
    public void Of_a_unix_socket_it_does_not()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"\0{Guid.NewGuid()}"));
        listener.Listen();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(listener.LocalEndPoint!);

        Assert.Null(Descriptor.WaitingToBeAccepted((int)listener.Handle));
    }

    [Fact]
    public void Only_options_that_act_on_connections_are_kept_for_them()
    {
        var own = new AtConnection();
        Inet.SocketOption[] options = [new AtListener(), own, new Inet.SO.ReuseAddress(true), new Tcp.SO.TcpNoDelay(true)];

        Assert.Equal([own, options[3]], Descriptor.ThoseForConnections(options));
    }

    private sealed class AtListener : Inet.SocketOption
    {
        public override void BeforeServerSocketBind(Socket ss) => ss.NoDelay = true;
    }

    private sealed class AtConnection : Inet.AbstractSocketOption
    {
        public override void AfterConnect(Socket s) => s.NoDelay = true;
    }
}
