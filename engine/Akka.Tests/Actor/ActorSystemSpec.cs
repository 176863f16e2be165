using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Tests.Actor;

public sealed class ActorSystemSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("-hallowelt")]
    [InlineData("_hallowelt")]
    [InlineData("hallo*welt")]
    [InlineData("hallo@welt")]
    [InlineData("hallo#welt")]
    [InlineData("hallo$welt")]
    [InlineData("hallo%welt")]
    [InlineData("hallo/welt")]
    [InlineData("")]
    public void A_name_with_other_characters_than_letters_digits_and_dashes_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => ActorSystem.Create(name));

    [Theory]
    [InlineData("hallo-welt")]
    [InlineData("hallo_welt")]
    [InlineData("1")]
    public async Task Names_of_word_characters_and_dashes_are_taken(string name)
    {
        var system = ActorSystem.Create(name);
        Assert.Equal(name, system.Name);
        await system.Terminate().WaitAsync(Patience);
    }

    // The guardian at /system is idle when it is ordered to watch the one at /user: nothing but that order wakes it.
    [Fact]
    public async Task A_system_ends_whose_own_actors_run_on_the_thread_that_sends_to_them()
    {
        var system = ActorSystem.Create("on-the-spot", ConfigurationFactory.ParseString("""
            akka {
              log-dead-letters = off
              actor.internal-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
            }
            """));
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public async Task The_users_actors_live_below_user_and_the_engines_below_system()
    {
        var mine = Sys.ActorOf(Props.Empty, "mine");
        Assert.Equal($"akka://{Sys.Name}/user/mine", mine.Path.ToString());
        var engines = ((ExtendedActorSystem)Sys).SystemActorOf(Props.Empty, "engines");
        Assert.Equal($"akka://{Sys.Name}/system/engines", engines.Path.ToString());
        mine.Tell(new Identify("who?"));
        Assert.Equal(mine, (await ExpectMsgAsync<ActorIdentity>()).Subject);
    }

    [Fact]
    public void A_name_is_given_once()
    {
        Sys.ActorOf(Props.Empty, "once");
        var refused = Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Empty, "once"));
        Assert.Equal("Actor name \"once\" is not unique!", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$me")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a#1")]
    [InlineData("%")]
    [InlineData("%4")]
    public void A_name_that_cannot_stand_in_a_path_is_refused(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Empty, name));

    [Fact]
    public void Actors_without_a_name_get_one_of_their_own()
    {
        var names = Enumerable.Range(0, 200).Select(_ => Sys.ActorOf(Props.Empty).Path.Name).ToList();
        Assert.All(names, name => Assert.StartsWith("$", name, StringComparison.Ordinal));
        Assert.Equal(200, names.Distinct().Count());
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_actor_has_ended()
    {
        for (var i = 0; i < 50; i++)
        {
            var actor = Sys.ActorOf(Props.Empty, "again");
            Watch(actor);
            Sys.Stop(actor);
            await ExpectTerminatedAsync(actor);
            await AwaitConditionAsync(() => ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(actor.Path) is EmptyLocalActorRef);
        }
    }

    [Fact]
    public async Task Callbacks_run_once_all_actors_have_ended_the_last_registered_first()
    {
        var system = ActorSystem.Create("callbacks");
        var ended = false;
        system.ActorOf(a => a.OnPostStop = _ => Volatile.Write(ref ended, true));
        var called = new List<(int, bool)>();
        for (var i = 0; i < 10; i++)
        {
            var number = i;
            system.RegisterOnTermination(() => called.Add((number, Volatile.Read(ref ended))));
        }
        await system.Terminate().WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(i => (i, true)), called);
    }

    [Fact]
    public async Task A_callback_that_throws_keeps_neither_the_others_nor_the_end_from_coming()
    {
        var system = ActorSystem.Create("failing-callback");
        var called = false;
        system.RegisterOnTermination(() => called = true);
        system.RegisterOnTermination(() => throw new InvalidOperationException("callback"));
        await system.Terminate().WaitAsync(Patience);
        Assert.True(called);
    }

    [Fact]
    public async Task No_callback_can_be_registered_after_the_end()
    {
        var system = ActorSystem.Create("late-callback");
        await system.Terminate().WaitAsync(Patience);
        var refused = Assert.Throws<InvalidOperationException>(() => system.RegisterOnTermination(() => { }));
        Assert.Equal("ActorSystem already terminated.", refused.Message);
    }

    [Fact]
    public async Task The_end_waits_for_the_last_PostStop()
    {
        var system = ActorSystem.Create("slow-end");
        var release = new ManualResetEventSlim();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = false;
        system.ActorOf(Props.Create(() => new SlowEnd(stopping, release, () => Volatile.Write(ref stopped, true)))
            .WithDispatcher("akka.actor.default-blocking-io-dispatcher"));
        var terminated = system.Terminate();
        await stopping.Task.WaitAsync(Patience);
        Assert.False(terminated.IsCompleted);
        Assert.False(system.WhenTerminated.IsCompleted);
        release.Set();
        await terminated.WaitAsync(Patience);
        Assert.True(Volatile.Read(ref stopped));
    }

    [Fact]
    public async Task Terminating_twice_is_terminating_once()
    {
        var system = ActorSystem.Create("twice");
        var first = system.Terminate();
        var second = system.Terminate();
        await first.WaitAsync(Patience);
        await second.WaitAsync(Patience);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public void Disposing_waits_for_the_end()
    {
        ActorSystem disposed;
        using (var system = ActorSystem.Create("disposed"))
            disposed = system;
        Assert.True(disposed.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task No_actor_can_be_made_after_the_end()
    {
        var system = ActorSystem.Create("late-actor");
        await system.Terminate().WaitAsync(Patience);
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Empty));
    }

    [Fact]
    public async Task Actors_that_are_made_while_the_system_ends_are_refused_or_stopped()
    {
        for (var round = 0; round < 20; round++)
        {
            var system = ActorSystem.Create("closing");
            var alive = 0;
            var made = new List<IActorRef>();
            var terminating = Task.Run(system.Terminate);
            try
            {
                while (true)
                    made.Add(system.ActorOf(Props.Create(() => new Counted(() => Interlocked.Increment(ref alive), () => Interlocked.Decrement(ref alive)))));
            }
            catch (InvalidOperationException)
            {
                // The system takes no more: that is what was waited for.
            }
            await terminating.WaitAsync(Patience);
            Assert.Equal(0, Volatile.Read(ref alive));
            Assert.All(made, actor => Assert.True(((IInternalActorRef)actor).IsTerminated));
        }
    }

    [Fact]
    public async Task Waves_of_actors_come_and_go()
    {
        var waves = Sys.ActorOf(Props.Create(() => new Waves()));
        Assert.Equal(5_000, await waves.Ask<int>(5_000, Patience));
    }

    [Fact]
    public async Task An_escalated_failure_of_a_top_level_actor_ends_the_system()
    {
        var config = ConfigurationFactory.ParseString($"akka.actor.guardian-supervisor-strategy = \"{typeof(Escalation).AssemblyQualifiedName}\"");
        var system = ActorSystem.Create("escalation", config);
        var ended = false;
        var bystander = system.ActorOf(a => a.OnPostStop = _ => Volatile.Write(ref ended, true));
        var failing = system.ActorOf(a => a.Receive<string>((_, _) => throw new InvalidOperationException("all the way up")));
        failing.Tell("fail");
        await system.WhenTerminated.WaitAsync(Patience);
        Assert.True(Volatile.Read(ref ended));
        Assert.True(((IInternalActorRef)bystander).IsTerminated);
    }

    [Fact]
    public async Task The_guardians_strategy_can_be_configured()
    {
        var config = ConfigurationFactory.ParseString("akka.actor.guardian-supervisor-strategy = \"Akka.Actor.StoppingSupervisorStrategy\"");
        var system = ActorSystem.Create("stopping", config);
        var failing = system.ActorOf(a => a.Receive<string>((_, _) => throw new InvalidOperationException("the end")));
        var ended = failing.WatchAsync();
        failing.Tell("fail");
        Assert.True(await ended.WaitAsync(Patience));
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_setup_brings_configuration_and_fallback()
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create()
            .WithConfig(ConfigurationFactory.ParseString("mine.a = 1"))
            .WithConfigFallback(ConfigurationFactory.ParseString("mine { a = 2, b = 3 }")));
        var system = ActorSystem.Create("with-setup", setup);
        Assert.Equal(1, system.Settings.Config.GetInt("mine.a"));
        Assert.Equal(3, system.Settings.Config.GetInt("mine.b"));
        Assert.Same(setup, system.Settings.Setup);
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public void A_system_knows_how_long_it_has_been_up()
    {
        var before = Sys.Uptime;
        Assert.True(before >= TimeSpan.Zero);
        Assert.True(Sys.Uptime >= before);
    }

    [Fact]
    public async Task What_is_told_to_a_guardian_goes_to_dead_letters()
    {
        var guardian = ((ExtendedActorSystem)Sys).Guardian;
        EventFilter.DeadLetter<string>(message => message == "for nobody").ExpectOne(() => guardian.Tell("for nobody"));
        guardian.Tell(new Identify(1));
        Assert.Equal(guardian, (await ExpectMsgAsync<ActorIdentity>()).Subject);
    }

    [Fact]
    public async Task An_actor_of_the_engine_may_ask_to_be_heard_before_the_end()
    {
        var system = (ExtendedActorSystem)ActorSystem.Create("hooked");
        var order = new List<string>();
        system.ActorOf(a => a.OnPostStop = _ => Note("user"));
        system.SystemActorOf(ActProps.Of(a =>
        {
            a.OnPreStart = context => system.SystemGuardian.Tell(Akka.Dispatch.SysMsg.RegisterTerminationHook.Instance, context.Self);
            a.Receive<Akka.Dispatch.SysMsg.TerminationHook>((_, context) =>
            {
                Note("hook");
                context.Sender.Tell(Akka.Dispatch.SysMsg.TerminationHookDone.Instance, context.Self);
            });
            a.Receive<string>((message, context) => context.Sender.Tell(message));
            a.OnPostStop = _ => Note("hooked");
        }), "hooked");
        await system.ActorSelection("/system/hooked").Ask<string>("registered?", Patience);
        await system.Terminate().WaitAsync(Patience);
        Assert.Equal(["user", "hook", "hooked"], order);

        void Note(string what)
        {
            lock (order)
                order.Add(what);
        }
    }

    private sealed class SlowEnd(TaskCompletionSource stopping, ManualResetEventSlim release, Action stopped) : UntypedActor
    {
        protected override void PostStop()
        {
            stopping.SetResult();
            release.Wait(Patience);
            stopped();
        }

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Counted(Action started, Action stopped) : UntypedActor
    {
        protected override void PreStart() => started();

        protected override void PostStop() => stopped();

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Escalation : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }

    private sealed class Waves : ReceiveActor
    {
        private int _ended;

        public Waves()
        {
            var asker = ActorRefs.Nobody as IActorRef;
            var wanted = 0;
            Receive<int>(count =>
            {
                asker = Sender;
                wanted = count;
                for (var i = 0; i < count; i++)
                    Context.Watch(Context.ActorOf<Brief>()).Tell("go");
            });
            Receive<Terminated>(_ =>
            {
                if (++_ended == wanted)
                    asker.Tell(_ended);
            });
        }
    }

    private sealed class Brief : ReceiveActor
    {
        public Brief() => Receive<string>(_ => Context.Stop(Self));
    }
}
