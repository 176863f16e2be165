using System.Net.Sockets;
using Akka.IO;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

public sealed class DescriptorSpec
{
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
