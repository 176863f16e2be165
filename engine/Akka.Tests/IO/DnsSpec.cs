using System.Net;
using Akka.IO;
using Dns = Akka.IO.Dns;

namespace Akka.Tests.IO;

public class DnsSpec : TestKit.Xunit2.TestKit
{
    [Fact]
    public void A_name_is_resolved_and_then_known()
    {
        Assert.Null(Dns.ResolveName("localhost", Sys, TestActor));

        var resolved = ExpectMsg<Dns.Resolved>(TimeSpan.FromSeconds(20));

        Assert.True(resolved.IsSuccess);
        Assert.True(IPAddress.IsLoopback(resolved.Addr));
        Assert.Same(resolved, Dns.Cached("localhost", Sys));
        Assert.Same(resolved, Dns.ResolveName("LOCALHOST", Sys, TestActor));
    }

    [Fact]
    public void An_address_in_text_is_its_own_answer()
    {
        Dns.ResolveName("127.0.0.7", Sys, TestActor);

        Assert.Equal(IPAddress.Parse("127.0.0.7"), ExpectMsg<Dns.Resolved>(TimeSpan.FromSeconds(20)).Addr);
    }

    [Fact]
    public void A_name_no_system_allows_is_a_failure_and_known_as_one()
    {
        var name = new string('x', 300);
        Dns.Instance.Get(Sys).Manager.Tell(new Dns.Resolve(name), TestActor);

        var resolved = ExpectMsg<Dns.Resolved>(TimeSpan.FromSeconds(20));

        Assert.False(resolved.IsSuccess);
        Assert.NotNull(resolved.Exception);
        Assert.Same(resolved, Dns.Cached(name, Sys));
    }

    [Fact]
    public void An_answer_parts_the_families_and_prefers_ipv4()
    {
        var v4 = IPAddress.Parse("192.0.2.1");
        var v6 = IPAddress.Parse("2001:db8::1");

        var resolved = Dns.Resolved.Create("both.test", [v6, v4]);

        Assert.Equal([v4], resolved.Ipv4);
        Assert.Equal([v6], resolved.Ipv6);
        Assert.Equal(v4, resolved.Addr);
        Assert.Equal(v6, Dns.Resolved.Create("six.test", [v6]).Addr);
    }

    [Fact]
    public void An_answer_without_addresses_says_so_when_asked_for_one()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Dns.Resolved.Create("empty.test", []).Addr);
        Assert.Contains("empty.test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_forgets_an_answer_when_its_time_is_over()
    {
        var cache = new CacheWithClock();
        var answer = Dns.Resolved.Create("one.test", [IPAddress.Loopback]);
        cache.Put(answer, TimeSpan.FromSeconds(10));

        cache.Now = 9_999;
        Assert.Same(answer, cache.Cached("one.test"));
        cache.Now = 10_000;
        Assert.Null(cache.Cached("one.test"));
    }

    [Fact]
    public void Cleaning_up_drops_only_what_is_over()
    {
        var cache = new CacheWithClock();
        cache.Put(Dns.Resolved.Create("short.test", []), TimeSpan.FromSeconds(1));
        cache.Put(Dns.Resolved.Create("long.test", []), TimeSpan.FromSeconds(100));

        cache.Now = 50_000;
        cache.CleanUp();
        cache.Now = 0;

        Assert.Null(cache.Cached("short.test"));
        Assert.NotNull(cache.Cached("long.test"));
    }

    private sealed class CacheWithClock : SimpleDnsCache
    {
        public long Now { get; set; }

        protected override long Clock() => Now;
    }
}
