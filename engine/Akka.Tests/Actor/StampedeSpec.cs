using Akka.Actor;
using Xunit.Abstractions;

namespace Akka.Tests.Actor;

/// <summary>
/// Under load, random actors of a tree are killed, failed, poisoned and stopped, and stopped ones are made again. Afterwards
/// what was born has died or lives in the tree, each once, under its name.
/// </summary>
public sealed class StampedeSpec(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(LogNothing)
{
    private const string LogNothing = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";
    private const int Depth = 4;
    private const int Blows = 4_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(20261121)]
    [InlineData(-1)]
    public async Task After_a_stampede_the_tree_is_whole_again(int seed)
    {
        // A seed of -1 stands for a new one each time; what it was is printed, so that it can be put in its place.
        if (seed == -1)
            seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");

        var census = new StampedeTree.Census();
        var root = Sys.ActorOf(StampedeTree.Root(Depth, census), "root");
        await AwaitWhole(root, seed);

        using var over = new CancellationTokenSource();
        var load = Task.Factory.StartNew(() => Load(root, over.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var random = new Random(seed);
            for (var i = 0; i < Blows; i++)
                StampedeTree.Strike(root, Depth, random, sparesRoot: false);
        }
        finally
        {
            await over.CancelAsync();
            await load.WaitAsync(Patience);
        }

        await AwaitWhole(root, seed);
        await AwaitConditionAsync(() => census.Alive == StampedeTree.Size(Depth), Patience);
        Assert.True(census.NeverNegative, $"seed {seed}: an instance ended that had not begun, or ended twice");

        Watch(root);
        Sys.Stop(root);
        await ExpectTerminatedAsync(root, Patience);
        Assert.True(census.Alive == 0, $"seed {seed}: {census.Alive} instances outlived their tree");
        Assert.True(census.Doubled == 0, $"seed {seed}: {census.Doubled} times Terminated came twice to one watcher for one actor");
    }

    private static void Load(IActorRef root, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            root.Tell(StampedeTree.Order.PassOn);
            Thread.Yield();
        }
    }

    // The tree heals itself: whoever loses a child makes it anew. It is whole when every place in it has answered.
    private async Task AwaitWhole(IActorRef root, int seed)
    {
        var probe = CreateTestProbe();
        var began = DateTime.UtcNow;
        while (true)
        {
            root.Tell(StampedeTree.Order.CountYourselves, probe);
            if (await probe.ReceiveOneAsync(TimeSpan.FromSeconds(2)) is int count && count == StampedeTree.Size(Depth))
                return;
            Assert.True(DateTime.UtcNow - began < Patience, $"seed {seed}: the tree did not become whole; {((ExtendedActorSystem)Sys).PrintTree()}");
        }
    }
}
