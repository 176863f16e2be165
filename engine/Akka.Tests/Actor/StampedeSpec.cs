using System.Collections.Concurrent;
using System.Globalization;
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
    private const int Width = 4;
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

        var census = new Census();
        var root = Sys.ActorOf(Props.Create(() => new Beast(Depth, census, null)), "root");
        await AwaitWhole(root, seed);

        using var over = new CancellationTokenSource();
        var load = Task.Factory.StartNew(() => Load(root, over.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var random = new Random(seed);
        for (var i = 0; i < Blows; i++)
            Strike(root, random);
        await over.CancelAsync();
        await load.WaitAsync(Patience);

        await AwaitWhole(root, seed);
        await AwaitConditionAsync(() => census.Alive == TreeSize(Depth), Patience);
        Assert.True(census.NeverNegative, $"seed {seed}: an instance ended that had not begun, or ended twice");

        Watch(root);
        Sys.Stop(root);
        await ExpectTerminatedAsync(root, Patience);
        Assert.True(census.Alive == 0, $"seed {seed}: {census.Alive} instances outlived their tree");
        Assert.True(census.Doubled == 0, $"seed {seed}: {census.Doubled} times Terminated came twice to one watcher for one actor");
    }

    private static int TreeSize(int depth) => depth == 0 ? 1 : 1 + (Width * TreeSize(depth - 1));

    private static void Strike(IActorRef root, Random random)
    {
        var victim = root;
        var depth = random.Next(1, Depth + 1);
        for (var i = 0; i < depth; i++)
        {
            var child = ((LocalActorRef)victim).GetSingleChild(random.Next(Width).ToString(CultureInfo.InvariantCulture));
            if (child is not LocalActorRef)
                break;
            victim = child;
        }
        // The root may fail, but it has to stay: nobody would make it anew.
        switch (victim.Equals(root) ? -1 : random.Next(6))
        {
            case 0:
                victim.Tell(Kill.Instance);
                break;
            case 1:
                victim.Tell(PoisonPill.Instance);
                break;
            case 2:
                ((IInternalActorRef)victim).Stop();
                break;
            case 3:
                victim.Tell(Order.Escalate);
                break;
            default:
                victim.Tell(Order.Fail);
                break;
        }
    }

    private static void Load(IActorRef root, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            root.Tell(Order.PassOn);
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
            root.Tell(Order.CountYourselves, probe);
            if (await probe.ReceiveOneAsync(TimeSpan.FromSeconds(2)) is int count && count == TreeSize(Depth))
                return;
            Assert.True(DateTime.UtcNow - began < Patience, $"seed {seed}: the tree did not become whole; {((ExtendedActorSystem)Sys).PrintTree()}");
        }
    }

    private enum Order
    {
        Fail,
        Escalate,
        PassOn,
        CountYourselves,
    }

    private sealed record Count(int Sum, long Round);

    private sealed record CountFor(long Round);

    private sealed class Census
    {
        private int _alive;
        private readonly ConcurrentDictionary<(IActorRef Watcher, IActorRef Subject), bool> _reported = new();
        private int _doubled;
        private volatile bool _negative;

        public int Alive => Volatile.Read(ref _alive);

        public int Doubled => Volatile.Read(ref _doubled);

        public bool NeverNegative => !_negative;

        public void Born() => Interlocked.Increment(ref _alive);

        public void Died() => _negative |= Interlocked.Decrement(ref _alive) < 0;

        public void Reported(IActorRef watcher, IActorRef subject)
        {
            if (!_reported.TryAdd((watcher, subject), true))
                Interlocked.Increment(ref _doubled);
        }
    }

    private sealed class EscalatedException : Exception;

    private sealed class Beast(int depth, Census census, IActorRef? parent) : UntypedActor
    {
        private readonly HashSet<IActorRef> _children = [];
        private IActorRef _asker = ActorRefs.Nobody;
        private long _round;
        private int _sum;
        private int _missing;

        protected override void PreStart()
        {
            census.Born();
            for (var i = 0; i < Width && depth > 0; i++)
                Make(i.ToString(CultureInfo.InvariantCulture));
        }

        protected override void PostStop()
        {
            census.Died();
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause => cause switch
        {
            EscalatedException when depth == 1 => Directive.Escalate,
            ActorKilledException => Directive.Stop,
            _ => Directive.Restart,
        });

        private void Make(string name)
        {
            var child = Context.ActorOf(Props.Create(() => new Beast(depth - 1, census, Self)), name);
            Context.Watch(child);
            _children.Add(child);
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Terminated terminated:
                    census.Reported(Self, terminated.ActorRef);
                    // One that an earlier instance had, and whose end was under way when that one failed, was made anew already.
                    if (_children.Remove(terminated.ActorRef))
                        Make(terminated.ActorRef.Path.Name);
                    break;
                case Order.Fail:
                    throw new InvalidOperationException("stampede");
                case Order.Escalate when depth == 0:
                    throw new EscalatedException();
                case Order.PassOn:
                    foreach (var child in _children)
                        child.Tell(message);
                    break;
                case Order.CountYourselves:
                    _asker = Sender;
                    Ask(_round + 1);
                    break;
                case CountFor count:
                    _asker = Sender;
                    Ask(count.Round);
                    break;
                case Count count when count.Round == _round:
                    _sum += count.Sum;
                    _missing--;
                    Answer();
                    break;
            }
        }

        private void Ask(long round)
        {
            _round = round;
            _sum = 1;
            _missing = depth > 0 ? Width : 0;
            foreach (var child in _children)
                child.Tell(new CountFor(round));
            Answer();
        }

        private void Answer()
        {
            if (_missing == 0)
                _asker.Tell(parent is null ? _sum : new Count(_sum, _round));
        }
    }
}
