using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Tests.Actor;

/// <summary>The table behind death watch, which changes its form as it grows and shrinks.</summary>
public class WatchTableSpec : TestKit.Xunit2.TestKit
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100)]
    public void What_is_added_is_there_once_until_it_is_taken_out(int count)
    {
        var actors = Actors(count);
        var table = default(WatchTable);

        Assert.All(actors, actor => Assert.True(table.TryAdd(actor)));
        Assert.All(actors, actor => Assert.False(table.TryAdd(actor)));
        Assert.All(actors, actor => Assert.True(table.TryGetValue(actor, out _)));
        Assert.False(table.TryGetValue(TestActor, out _));
        Assert.False(table.Remove(TestActor, out _));

        for (var i = 0; i < count; i++)
        {
            Assert.True(table.Remove(actors[i], out _));
            Assert.False(table.Remove(actors[i], out _));
            Assert.All(actors[..i], actor => Assert.False(table.TryGetValue(actor, out _)));
            Assert.All(actors[(i + 1)..], actor => Assert.True(table.TryGetValue(actor, out _)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void A_message_stays_with_its_actor_whoever_is_there_already(int count)
    {
        var table = default(WatchTable);
        foreach (var actor in Actors(count))
            table.TryAdd(actor);

        table.TryAdd(TestActor, "ended");

        Assert.True(table.TryGetValue(TestActor, out var seen));
        Assert.Equal("ended", seen);
        Assert.True(table.Remove(TestActor, out var removed));
        Assert.Equal("ended", removed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Taking_all_leaves_nobody(int count)
    {
        var actors = Actors(count);
        var table = default(WatchTable);
        foreach (var actor in actors)
            table.TryAdd(actor);

        Assert.Equal(actors.ToHashSet(), Taken());
        Assert.True(table.IsEmpty);
        Assert.Empty(Taken());

        HashSet<IActorRef> Taken()
        {
            var taken = new HashSet<IActorRef>();
            foreach (var actor in table.TakeAll())
                taken.Add(actor);
            return taken;
        }
    }

    private IActorRef[] Actors(int count) => [.. Enumerable.Range(0, count).Select(_ => (IActorRef)Sys.ActorOf(Props.Empty))];
}
