using Akka.Actor;

namespace Akka.Tests.Actor;

public sealed class AddressSpec
{
    [Theory]
    [InlineData("akka://sys", "akka", "sys", null, null)]
    [InlineData("akka.tcp://sys@host:1234", "akka.tcp", "sys", "host", 1234)]
    [InlineData("akka.tcp://sys@host:1234/user/a", "akka.tcp", "sys", "host", 1234)]
    [InlineData("akka.tcp://sys@127.0.0.1:0", "akka.tcp", "sys", "127.0.0.1", 0)]
    [InlineData("akka.tcp://sys@[::1]:8", "akka.tcp", "sys", "[::1]", 8)]
    public void An_address_is_read(string text, string protocol, string system, string? host, int? port)
    {
        var address = Address.Parse(text);
        Assert.Equal(protocol, address.Protocol);
        Assert.Equal(system, address.System);
        Assert.Equal(host, address.Host);
        Assert.Equal(port, address.Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("akka")]
    [InlineData("akka://")]
    [InlineData("://sys")]
    [InlineData("http://sys@host:1234")]
    [InlineData("akka.tcp://sys@host")]
    [InlineData("akka.tcp://sys@host:")]
    [InlineData("akka.tcp://sys@host:port")]
    [InlineData("akka.tcp://sys@:1234")]
    [InlineData("akka.tcp://@host:1234")]
    public void A_text_that_is_no_address_is_refused(string text)
    {
        Assert.False(Address.TryParse(text, out var address));
        Assert.Null(address);
        Assert.Throws<UriFormatException>(() => Address.Parse(text));
    }

    [Fact]
    public void What_follows_the_address_is_given_back()
    {
        Assert.True(Address.TryParse("akka://sys/user/a", out var address, out string? rest));
        Assert.Equal(new Address("akka", "sys"), address);
        Assert.Equal("/user/a", rest);
    }

    [Fact]
    public void An_address_is_written_with_the_parts_it_has()
    {
        Assert.Equal("akka://sys", new Address("akka", "sys").ToString());
        Assert.Equal("akka.tcp://sys@host:12", new Address("akka.tcp", "sys", "host", 12).ToString());
        Assert.Equal("sys@host:12", new Address("akka.tcp", "sys", "host", 12).HostPort());
        Assert.Equal("sys", new Address("akka", "sys").HostPort());
    }

    [Fact]
    public void An_address_with_a_host_has_meaning_outside()
    {
        Assert.True(new Address("akka", "sys").HasLocalScope);
        Assert.False(new Address("akka", "sys").HasGlobalScope);
        Assert.True(new Address("akka", "sys", "host", 1).HasGlobalScope);
    }

    [Fact]
    public void Parts_can_be_replaced()
    {
        var address = new Address("akka.tcp", "sys", "host", 1);
        Assert.Equal(new Address("akka.tcp", "sys", "other", 1), address.WithHost("other"));
        Assert.Equal(new Address("akka.tcp", "sys", "host", 2), address.WithPort(2));
        Assert.Equal(new Address("akka.tcp", "other", "host", 1), address.WithSystem("other"));
        Assert.Equal(new Address("akka", "sys", "host", 1), address.WithProtocol("akka"));
        Assert.Equal(address, address.Clone());
    }

    [Fact]
    public void Equality_and_order_are_by_parts()
    {
        var one = new Address("akka.tcp", "sys", "host", 1);
        var same = new Address("akka.tcp", "sys", "host", 1);
        var next = new Address("akka.tcp", "sys", "host", 2);
        Assert.True(one == same);
        Assert.True(one != next);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.Equal(0, one.CompareTo(same));
        Assert.True(one.CompareTo(next) < 0);
        Assert.True(one.CompareTo(null) > 0);
        Assert.Throws<ArgumentException>(() => ((IComparable)one).CompareTo("akka.tcp://sys@host:1"));
    }

    [Fact]
    public void An_address_survives_its_surrogate()
    {
        var address = new Address("akka.tcp", "sys", "host", 1);
        Assert.Equal(address, address.ToSurrogate(null!).FromSurrogate(null!));
    }
}
