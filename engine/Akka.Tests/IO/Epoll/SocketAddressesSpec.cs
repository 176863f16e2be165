using System.Net.Sockets;
using System.Text;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

public class SocketAddressesSpec
{
    [Theory]
    [InlineData("/run/server.sock")]
    [InlineData("\0abstract")]
    public void A_unix_sockets_name_is_read_as_it_was_given(string name) =>
        Assert.Equal(new UnixDomainSocketEndPoint(name), Read(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void What_the_kernel_puts_behind_a_path_is_no_part_of_it() =>
        Assert.Equal(new UnixDomainSocketEndPoint("/run/server.sock"), Read("/run/server.sock\0"u8));

    [Theory]
    [InlineData(36, 0xFF)]
    [InlineData(107, 0xFF)]
    [InlineData(108, 0xFF)]
    [InlineData(108, (byte)'a')]
    [InlineData(109, (byte)'a')]
    public void A_client_may_give_its_socket_any_name_that_the_kernel_takes(int length, byte letter)
    {
        var name = new byte[length];
        name.AsSpan().Fill(letter);

        Assert.IsType<UnixDomainSocketEndPoint>(Read(name));
    }

    [Fact]
    public void A_unix_socket_without_a_name_has_an_address_all_the_same()
    {
        Assert.Equal(AddressFamily.Unix, Read([]).AddressFamily);
        Assert.Equal(AddressFamily.Unix, SocketAddresses.Read([]).AddressFamily);
    }

    private static System.Net.EndPoint Read(ReadOnlySpan<byte> name) => SocketAddresses.Read([(byte)AddressFamily.Unix, 0, .. name]);
}
