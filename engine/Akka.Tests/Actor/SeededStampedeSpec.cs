using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Tests.Actor;

/// <summary>Run by one thread, a stampede of one seed is one history: a seed that fails can be looked at again.</summary>
public sealed class SeededStampedeSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string OneThread = """
        akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
        akka.actor.default-dispatcher { type = "Akka.Tests.Actor.SeededStampedeSpec+HandDrivenConfigurator, Akka.Tests" }
        """;

    private const int Depth = 3;
    private const int Blows = 500;

    public SeededStampedeSpec()
        : base(OneThread)
    {
    }

    private HandDriven Dispatcher => (HandDriven)Sys.Dispatchers.DefaultGlobalDispatcher;

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public void The_same_seed_gives_the_same_history(int seed)
    {
        var first = History(seed);
        Assert.Equal(first, History(seed));
        Assert.NotEqual(first, History(seed + 1));
    }

    private List<string> History(int seed)
    {
        var history = new List<string>();
        var census = new StampedeTree.Census
        {
            Chronicle = (what, who) => history.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {string.Join('/', who.Path.Elements.Skip(2))}")),
        };
        var root = Sys.ActorOf(StampedeTree.Root(Depth, census));
        Dispatcher.RunAll();
        var random = new Random(seed);
        for (var i = 0; i < Blows; i++)
        {
            StampedeTree.Strike(root, Depth, random, sparesRoot: true);
            // Sometimes the next blow falls while the last one still has its effects.
            Dispatcher.Run(random.Next(20));
        }
        Dispatcher.RunAll();
        Assert.Equal(StampedeTree.Size(Depth), census.Alive);
        history.Add("the end");

        Watch(root);
        ((IInternalActorRef)root).Stop();
        Dispatcher.RunAll();
        ExpectTerminated(root);
        Assert.Equal(0, census.Alive);
        return history;
    }

    public sealed class HandDrivenConfigurator : MessageDispatcherConfigurator
    {
        private readonly HandDriven _dispatcher;

        public HandDrivenConfigurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new HandDriven(this);

        public override MessageDispatcher Dispatcher() => _dispatcher;
    }

    /// <summary>Runs nothing by itself: whoever holds it says when.</summary>
    private sealed class HandDriven(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
    {
        private readonly Queue<IRunnable> _waiting = new();

        public void RunAll() => Run(int.MaxValue);

        public void Run(int atMost)
        {
            while (atMost-- > 0 && TryTake(out var next))
                next.Run();
        }

        protected override void ExecuteTask(IRunnable run)
        {
            lock (_waiting)
                _waiting.Enqueue(run);
        }

        protected override void Shutdown()
        {
        }

        private bool TryTake(out IRunnable next)
        {
            lock (_waiting)
                return _waiting.TryDequeue(out next!);
        }
    }
}
