using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Tests.Actor;

namespace Akka.Tests.Dispatch;

public sealed class DispatchersSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string Dispatchers = """
        myapp {
          mine { throughput = 17 }
          limited { throughput = 3, throughput-deadline-time = 25ms, shutdown-timeout = 3s }
          pinned { type = PinnedDispatcher }
          forked {
            type = ForkJoinDispatcher
            dedicated-thread-pool { thread-count = 2 }
          }
          own-threads { executor = fork-join-executor, fork-join-executor { parallelism-min = 2, parallelism-max = 2 } }
          no-more-than-two { executor = fork-join-executor, fork-join-executor { parallelism-max = 2 } }
          eight { executor = fork-join-executor, fork-join-executor { parallelism-min = 8, parallelism-max = 8 } }
          tasks { type = TaskDispatcher }
          synchronized { type = SynchronizedDispatcher }
          alias = myapp.mine
          alias-of-alias = myapp.alias
          circle-a = myapp.circle-b
          circle-b = myapp.circle-a
          no-such-type { type = "No.Such.Dispatcher, Nowhere" }
          no-such-executor { executor = no-such-executor }
          of-my-own { type = "Akka.Tests.Dispatch.DispatchersSpec+CountingConfigurator, Akka.Tests" }
        }
        akka.actor.deployment {
          /deployed { dispatcher = myapp.forked }
          "/*/deployed-child" { dispatcher = myapp.forked }
          /deployed-nowhere { dispatcher = myapp.none }
        }
        """;

    public DispatchersSpec()
        : base(Dispatchers)
    {
    }

    private Dispatchers Lookup => Sys.Dispatchers;

    [Fact]
    public void A_section_without_a_type_describes_an_ordinary_dispatcher()
    {
        var dispatcher = Lookup.Lookup("myapp.mine");
        Assert.IsType<Dispatcher>(dispatcher);
        Assert.Equal("myapp.mine", dispatcher.Id);
        Assert.Equal(17, dispatcher.Throughput);
        Assert.Null(dispatcher.ThroughputDeadlineTime);
    }

    [Fact]
    public void What_a_section_leaves_open_is_as_in_the_default_dispatcher()
    {
        Assert.Equal(30, Lookup.DefaultGlobalDispatcher.Throughput);
        Assert.Equal(30, Lookup.Lookup("myapp.forked").Throughput);
        Assert.Equal("akka.actor.default-dispatcher", Lookup.DefaultGlobalDispatcher.Id);
        Assert.Equal(30, Lookup.DefaultDispatcherConfig.GetInt("throughput"));
    }

    [Fact]
    public void Times_are_read()
    {
        var dispatcher = Lookup.Lookup("myapp.limited");
        Assert.Equal(TimeSpan.FromMilliseconds(25).Ticks, dispatcher.ThroughputDeadlineTime);
        Assert.Equal(TimeSpan.FromSeconds(3), dispatcher.ShutdownTimeout);
    }

    [Fact]
    public void There_is_one_dispatcher_for_each_id()
    {
        Assert.Same(Lookup.Lookup("myapp.mine"), Lookup.Lookup("myapp.mine"));
        Assert.Same(Lookup.DefaultGlobalDispatcher, Lookup.Lookup(Akka.Dispatch.Dispatchers.DefaultDispatcherId));
        Assert.NotSame(Lookup.Lookup("myapp.mine"), Lookup.Lookup("myapp.limited"));
    }

    [Fact]
    public void A_pinned_dispatcher_is_a_new_one_each_time()
    {
        Assert.IsType<PinnedDispatcher>(Lookup.Lookup("myapp.pinned"));
        Assert.NotSame(Lookup.Lookup("myapp.pinned"), Lookup.Lookup("myapp.pinned"));
    }

    [Fact]
    public void An_alias_means_what_it_names()
    {
        Assert.Same(Lookup.Lookup("myapp.mine"), Lookup.Lookup("myapp.alias"));
        Assert.Same(Lookup.Lookup("myapp.mine"), Lookup.Lookup("myapp.alias-of-alias"));
        Assert.Throws<ConfigurationException>(() => Lookup.Lookup("myapp.circle-a"));
    }

    [Theory]
    [InlineData("myapp.none")]
    [InlineData("myapp.no-such-type")]
    [InlineData("myapp.no-such-executor")]
    public void What_is_not_configured_or_wrong_is_refused(string id) => Assert.Throws<ConfigurationException>(() => Lookup.Lookup(id));

    [Fact]
    public void One_may_ask_whether_a_dispatcher_is_there()
    {
        Assert.True(Lookup.HasDispatcher("myapp.mine"));
        Assert.False(Lookup.HasDispatcher("myapp.none"));
    }

    [Fact]
    public void An_actor_on_a_dispatcher_that_is_not_there_is_refused() =>
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Empty.WithDispatcher("myapp.none")));

    [Fact]
    public async Task A_dispatcher_may_be_registered_by_code()
    {
        var configurator = new CountingConfigurator(ConfigurationFactory.ParseString("id = registered"), Lookup.Prerequisites);
        Assert.True(Lookup.RegisterConfigurator("registered", configurator));
        Assert.False(Lookup.RegisterConfigurator("registered", configurator));
        Assert.True(Lookup.HasDispatcher("registered"));
        var actor = Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("registered"));
        actor.Tell("where?");
        Assert.Equal("registered", (await ExpectMsgAsync<Report>()).Dispatcher);
        Assert.True(configurator.Runs > 0);
    }

    [Fact]
    public async Task A_dispatcher_of_ones_own_class_is_made_from_its_section()
    {
        var actor = Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("myapp.of-my-own"));
        actor.Tell("where?");
        Assert.Equal("myapp.of-my-own", (await ExpectMsgAsync<Report>()).Dispatcher);
    }

    [Fact]
    public async Task Props_say_where_an_actor_runs()
    {
        var report = await ReportOf(Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("myapp.forked")));
        Assert.Equal("myapp.forked", report.Dispatcher);
        Assert.StartsWith("myapp.forked", report.Thread, StringComparison.Ordinal);
        Assert.False(report.OnPool);
        Assert.True((await ReportOf(Sys.ActorOf(Props.Create<Reporting>()))).OnPool);
    }

    [Fact]
    public async Task The_deployment_in_the_configuration_comes_before_the_props()
    {
        var actor = Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("myapp.mine"), "deployed");
        Assert.Equal("myapp.forked", (await ReportOf(actor)).Dispatcher);
        var parent = this.ActorOf(a => a.ReceiveAny((message, context) =>
            context.ActorOf(Props.Create<Reporting>(), "deployed-child").Forward(message)));
        Assert.Equal("myapp.forked", (await ReportOf(parent)).Dispatcher);
    }

    [Fact]
    public void A_deployment_that_names_no_dispatcher_there_is_is_refused_with_its_place()
    {
        var refused = Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create<Reporting>(), "deployed-nowhere"));
        Assert.Matches("^[^ ]+:[0-9]+:[0-9]+: Dispatcher \\[myapp.none\\] not configured for path .*/deployed-nowhere", refused.Message);
    }

    [Fact]
    public async Task A_pinned_actor_has_a_thread_of_its_own_until_it_ends()
    {
        var one = Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("myapp.pinned"));
        var other = Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("myapp.pinned"));
        var first = await ReportOf(one);
        var elsewhere = await ReportOf(other);
        Assert.NotEqual(first.ThreadId, elsewhere.ThreadId);
        for (var i = 0; i < 20; i++)
            Assert.Equal(first.ThreadId, (await ReportOf(one)).ThreadId);
        Watch(one);
        one.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(one);
        Assert.Equal(elsewhere.ThreadId, (await ReportOf(other)).ThreadId);
    }

    [Fact]
    public async Task A_blocked_actor_on_threads_of_its_own_does_not_hold_up_others()
    {
        var gate = new ManualResetEventSlim();
        var blocking = this.ActorOf(a => a.ReceiveAny((_, _) => gate.Wait(TimeSpan.FromSeconds(20))));
        var pinned = Sys.ActorOf(ActProps.Of(a => a.ReceiveAny((_, _) => gate.Wait(TimeSpan.FromSeconds(20)))).WithDispatcher("myapp.pinned"));
        blocking.Tell("block");
        pinned.Tell("block");
        await ReportOf(Sys.ActorOf(Props.Create<Reporting>()));
        gate.Set();
    }

    [Fact]
    public async Task As_many_actors_run_at_once_as_the_parallelism_says()
    {
        const int Parallelism = 8;
        using var together = new Barrier(Parallelism);
        for (var i = 0; i < Parallelism; i++)
        {
            var props = ActProps.Of(a => a.ReceiveAny((_, context) => context.Sender.Tell(together.SignalAndWait(TimeSpan.FromSeconds(20)))));
            Sys.ActorOf(props.WithDispatcher("myapp.eight")).Tell("meet");
        }
        for (var i = 0; i < Parallelism; i++)
            Assert.True(await ExpectMsgAsync<bool>(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("myapp.mine")]
    [InlineData("myapp.limited")]
    [InlineData("myapp.forked")]
    [InlineData("myapp.own-threads")]
    [InlineData("myapp.no-more-than-two")]
    [InlineData("myapp.tasks")]
    [InlineData("myapp.synchronized")]
    [InlineData("akka.actor.default-blocking-io-dispatcher")]
    [InlineData("akka.actor.synchronized-dispatcher")]
    public async Task Actors_run_on_every_kind_of_dispatcher(string id)
    {
        var actor = Sys.ActorOf(Props.Create<Reporting>().WithDispatcher(id));
        for (var i = 0; i < 200; i++)
            actor.Tell("where?");
        for (var i = 0; i < 200; i++)
            Assert.Equal(id, (await ExpectMsgAsync<Report>()).Dispatcher);
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_synchronized_actor_runs_where_the_one_who_made_it_stands()
    {
        var context = new OneThreadContext();
        var actor = await context.Run(() => Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("akka.actor.synchronized-dispatcher")));
        Assert.Equal(context.ThreadId, (await ReportOf(actor)).ThreadId);
        var otherContext = new OneThreadContext();
        var other = await otherContext.Run(() => Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("akka.actor.synchronized-dispatcher")));
        Assert.Equal(otherContext.ThreadId, (await ReportOf(other)).ThreadId);
        Assert.Equal(context.ThreadId, (await ReportOf(actor)).ThreadId);
    }

    [Fact]
    public async Task An_actor_whose_threads_are_gone_can_still_be_stopped_and_its_senders_do_not_fail()
    {
        var context = new OneThreadContext();
        var actor = await context.Run(() => Sys.ActorOf(Props.Create<Reporting>().WithDispatcher("akka.actor.synchronized-dispatcher")));
        Watch(actor);
        await ReportOf(actor);
        await AwaitConditionAsync(() => !((LocalActorRef)actor).Cell.Mailbox.IsScheduled);
        context.Dispose();
        EventFilter.Error(source: typeof(Dispatcher).FullName).ExpectOne(() => actor.Tell("where?"));
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.Stop(actor));
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task An_actor_gives_others_their_turn_after_its_throughput()
    {
        // One thread, two actors with everything in their mailboxes: they take turns of three.
        var order = new List<char>();
        var config = ConfigurationFactory.ParseString("id = taking-turns, throughput = 3");
        var configurator = new OneThreadConfigurator(config, Lookup.Prerequisites);
        Lookup.RegisterConfigurator("taking-turns", configurator);
        var actors = new[] { 'a', 'b' }.Select(name => Sys.ActorOf(ActProps.Of(a => a.ReceiveAny((message, context) =>
        {
            order.Add(name);
            if (message is "last")
                TestActor.Tell(name);
        })).WithDispatcher("taking-turns"))).ToList();
        configurator.Hold();
        for (var i = 0; i < 6; i++)
        {
            foreach (var actor in actors)
                actor.Tell(i == 5 ? "last" : "go");
        }
        configurator.Release();
        await ExpectMsgAsync('a');
        await ExpectMsgAsync('b');
        Assert.Equal("aaabbbaaabbb", string.Concat(order));
    }

    [Fact]
    public async Task Actions_run_where_actors_run()
    {
        Lookup.Lookup("myapp.forked").Schedule(() => TestActor.Tell(Thread.CurrentThread.Name ?? ""));
        Assert.StartsWith("myapp.forked", await ExpectMsgAsync<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_throws_does_not_take_its_thread_along()
    {
        var dispatcher = Lookup.Lookup("myapp.forked");
        EventFilter.Exception<InvalidOperationException>().Expect(4, () =>
        {
            for (var i = 0; i < 4; i++)
                dispatcher.Schedule(() => throw new InvalidOperationException("action"));
        });
        dispatcher.Schedule(() => TestActor.Tell("still here"));
        await ExpectMsgAsync("still here");
    }

    private async Task<Report> ReportOf(IActorRef actor)
    {
        actor.Tell("where?");
        return await ExpectMsgAsync<Report>();
    }

    private sealed record Report(string Dispatcher, string Thread, int ThreadId, bool OnPool);

    private sealed class Reporting : ReceiveActor
    {
        public Reporting() => ReceiveAny(_ => Sender.Tell(new Report(
            Context.Dispatcher.Id,
            Thread.CurrentThread.Name ?? "",
            Environment.CurrentManagedThreadId,
            Thread.CurrentThread.IsThreadPoolThread)));
    }

    public sealed class CountingConfigurator : MessageDispatcherConfigurator
    {
        private readonly CountingDispatcher _dispatcher;

        public CountingConfigurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new CountingDispatcher(this);

        public int Runs => _dispatcher.Runs;

        public override MessageDispatcher Dispatcher() => _dispatcher;
    }

    private sealed class CountingDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        protected override void ExecuteTask(IRunnable run)
        {
            Interlocked.Increment(ref _runs);
            ThreadPool.UnsafeQueueUserWorkItem(static r => r.Run(), run, preferLocal: false);
        }

        protected override void Shutdown()
        {
        }
    }

    private sealed class OneThreadConfigurator : MessageDispatcherConfigurator
    {
        private readonly OneThreadDispatcher _dispatcher;

        public OneThreadConfigurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new OneThreadDispatcher(this);

        public void Hold() => _dispatcher.Hold();

        public void Release() => _dispatcher.Release();

        public override MessageDispatcher Dispatcher() => _dispatcher;
    }

    private sealed class OneThreadDispatcher : MessageDispatcher
    {
        private readonly System.Collections.Concurrent.BlockingCollection<IRunnable> _work = [];
        private TaskCompletionSource _open = new();

        public OneThreadDispatcher(MessageDispatcherConfigurator configurator)
            : base(configurator) => new Thread(RunAll) { IsBackground = true }.Start();

        public void Hold()
        {
            var held = new TaskCompletionSource();
            var open = _open = new TaskCompletionSource();
            Schedule(() =>
            {
                held.SetResult();
                open.Task.Wait();
            });
            held.Task.Wait();
        }

        public void Release() => _open.SetResult();

        protected override void ExecuteTask(IRunnable run) => _work.Add(run);

        protected override void Shutdown() => _work.CompleteAdding();

        private void RunAll()
        {
            foreach (var run in _work.GetConsumingEnumerable())
                run.Run();
        }
    }

    private sealed class OneThreadContext : SynchronizationContext, IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        public OneThreadContext()
        {
            _thread = new Thread(() =>
            {
                SetSynchronizationContext(this);
                foreach (var action in _work.GetConsumingEnumerable())
                    action();
            })
            { IsBackground = true };
            _thread.Start();
        }

        public int ThreadId => _thread.ManagedThreadId;

        public override void Post(SendOrPostCallback d, object? state) => _work.Add(() => d(state));

        public Task<T> Run<T>(Func<T> function)
        {
            var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _work.Add(() => result.SetResult(function()));
            return result.Task;
        }

        public void Dispose() => _work.CompleteAdding();
    }
}
