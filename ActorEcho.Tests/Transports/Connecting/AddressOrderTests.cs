using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Transports.Connecting;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Transports.Connecting;

public class AddressOrderTests
{
    [Fact]
    public void The_families_take_turns_beginning_with_the_one_that_is_preferred()
    {
        var ordered = AddressOrder.Interleave(Addresses("2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1", "192.0.2.2"));

        Assert.Equal(Addresses("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "2001:db8::3"), ordered);
    }

    [Fact]
    public void One_family_keeps_its_order_and_doubles_go() =>
        Assert.Equal(
            Addresses("192.0.2.2", "192.0.2.1"),
            AddressOrder.Interleave(Addresses("192.0.2.2", "192.0.2.1", "192.0.2.2")));

    [Fact]
    public void Every_address_is_tried_and_neighbours_differ_while_both_families_last()
    {
        var any = Gen.ListOf(Gen.Choose(0, 40).Select(number => IPAddress.Parse(number < 20 ? $"192.0.2.{number}" : $"2001:db8::{number}")));
        Prop.ForAll(any.ToArbitrary(), addresses =>
        {
            var ordered = AddressOrder.Interleave(addresses);
            Assert.Equal(addresses.Distinct().ToHashSet(), ordered.ToHashSet());
            Assert.Equal(ordered.Length, ordered.Distinct().Count());
            var turns = 2 * ordered.GroupBy(address => address.AddressFamily).Select(family => family.Count()).DefaultIfEmpty(0).Min();
            if (ordered.Select(address => address.AddressFamily).Distinct().Count() < 2) return;
            for (var i = 1; i < turns; i++) Assert.NotEqual(ordered[i - 1].AddressFamily, ordered[i].AddressFamily);
            foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
            {
                Assert.Equal(
                    addresses.Distinct().Where(address => address.AddressFamily == family),
                    ordered.Where(address => address.AddressFamily == family));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static IPAddress[] Addresses(params string[] texts) => [.. texts.Select(IPAddress.Parse)];
}
