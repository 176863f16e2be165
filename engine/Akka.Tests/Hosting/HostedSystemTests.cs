using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Tests.Hosting;

public class HostedSystemTests
{
    private static readonly Config ShortLastPhase = "akka.coordinated-shutdown.phases.actor-system-terminate.timeout = 100ms";

    private sealed class Blocking(ManualResetEventSlim gate, TaskCompletionSource blocked) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            blocked.SetResult();
            gate.Wait();
        }
    }

    private sealed class Consumer(IRequiredActor<EchoActor> echo)
    {
        public Task<string> SayAsync(string word) => echo.ActorRef.Ask<string>(word, TestHost.Deadline);

        public Task<IActorRef> EchoAsync() => echo.GetAsync(TestHost.Soon());
    }

    private static Task DisposeAsync(IHost host) => Task.Run(host.Dispose).WaitAsync(TestHost.Deadline);

    [Fact]
    public async Task Actors_run_once_the_host_has_started_and_are_injected_by_key()
    {
        using var host = TestHost.With(
            akka => akka.WithActors((system, registry) =>
                registry.Register<EchoActor>(system.ActorOf(Props.Create<EchoActor>(), "echo"))),
            services => services.AddTransient<Consumer>());

        await host.StartAsync(TestHost.Soon());

        var consumer = host.Services.GetRequiredService<Consumer>();
        Assert.Equal("hello", await consumer.SayAsync("hello"));
        Assert.Equal("/user/echo", (await consumer.EchoAsync()).Path.ToStringWithoutAddress());
        Assert.Same(
            host.Services.GetRequiredService<ActorRegistry>(),
            host.Services.GetRequiredService<IReadOnlyActorRegistry>());
        Assert.Same(
            ActorRegistry.For(host.Services.GetRequiredService<ActorSystem>()),
            host.Services.GetRequiredService<IActorRegistry>());
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task A_required_actor_does_not_remember_that_it_was_missing()
    {
        using var host = TestHost.With(_ => { });
        await host.StartAsync(TestHost.Soon());
        var required = host.Services.GetRequiredService<IRequiredActor<EchoActor>>();

        Assert.Throws<MissingActorRegistryEntryException>(() => required.ActorRef);
        var waiting = required.GetAsync(TestHost.Soon());
        var system = host.Services.GetRequiredService<ActorSystem>();
        var echo = system.ActorOf(Props.Create<EchoActor>());
        host.Services.GetRequiredService<ActorRegistry>().Register<EchoActor>(echo);

        Assert.Equal(echo, await waiting);
        Assert.Equal(echo, required.ActorRef);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Starters_run_in_order_and_startup_tasks_after_all_of_them()
    {
        var order = new List<string>();
        using var host = TestHost.With(akka => akka
            .AddStartup((_, _) => order.Add("startup"))
            .AddStartup(async (_, _) =>
            {
                await Task.Yield();
                order.Add("asynchronous startup");
            })
            .WithActors((_, _) => order.Add("starter"))
            .WithActors(async (_, _) =>
            {
                await Task.Yield();
                order.Add("asynchronous starter");
            })
            .WithActors((_, _, resolver) => order.Add(resolver is null ? "no resolver" : "starter with resolver"))
            .WithActors(async (_, _, _) =>
            {
                await Task.Yield();
                order.Add("asynchronous starter with resolver");
            }));

        await host.StartAsync(TestHost.Soon());

        Assert.Equal(
            [
                "starter", "asynchronous starter", "starter with resolver", "asynchronous starter with resolver",
                "startup", "asynchronous startup",
            ],
            order);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Stopping_the_host_runs_the_coordinated_shutdown()
    {
        var phases = new List<string>();
        using var host = TestHost.With(akka => akka.WithActors((system, _) =>
        {
            var shutdown = CoordinatedShutdown.Get(system);
            shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "unbind", () =>
            {
                phases.Add("unbind");
                return Task.FromResult(Done.Instance);
            });
        }));
        await host.StartAsync(TestHost.Soon());
        var system = host.Services.GetRequiredService<ActorSystem>();

        await host.StopAsync(TestHost.Soon());

        await system.WhenTerminated.WaitAsync(TestHost.Deadline);
        Assert.Equal(["unbind"], phases);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, CoordinatedShutdown.Get(system).ShutdownReason);
    }

    [Fact]
    public async Task An_actor_that_does_not_stop_does_not_keep_the_host()
    {
        using var gate = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = TestHost.With(akka => akka
            .AddHocon(ShortLastPhase, HoconAddMode.Prepend)
            .WithActors((system, _) => system.ActorOf(Props.Create(() => new Blocking(gate, blocked))).Tell("hold on")));
        await host.StartAsync(TestHost.Soon());
        var system = host.Services.GetRequiredService<ActorSystem>();
        await blocked.Task.WaitAsync(TestHost.Deadline);
        try
        {
            await host.StopAsync(TestHost.Soon());
            await DisposeAsync(host);

            Assert.False(system.WhenTerminated.IsCompleted);
        }
        finally
        {
            gate.Set();
        }

        await system.WhenTerminated.WaitAsync(TestHost.Deadline);
    }

    [Fact]
    public async Task A_shutdown_that_fails_before_it_ends_the_actors_does_not_keep_the_host()
    {
        var host = TestHost.With(akka => akka
            .AddHocon(ShortLastPhase.WithFallback("akka.coordinated-shutdown.phases.service-unbind.recover = off"), HoconAddMode.Prepend)
            .WithActors((system, _) => CoordinatedShutdown.Get(system).AddTask(
                CoordinatedShutdown.PhaseServiceUnbind, "unbind", () => throw new InvalidOperationException("no such luck"))));
        await host.StartAsync(TestHost.Soon());
        var system = host.Services.GetRequiredService<ActorSystem>();
        await Assert.ThrowsAnyAsync<Exception>(() => host.StopAsync(TestHost.Soon()));
        Assert.False(system.WhenTerminated.IsCompleted);

        await DisposeAsync(host);

        await system.WhenTerminated.WaitAsync(TestHost.Deadline);
    }

    [Fact]
    public async Task A_system_that_terminates_stops_the_host()
    {
        using var host = TestHost.With(_ => { });
        await host.StartAsync(TestHost.Soon());
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        Assert.False(lifetime.ApplicationStopping.IsCancellationRequested);

        await host.Services.GetRequiredService<ActorSystem>().Terminate();

        await TestHost.WhenAsync(lifetime.ApplicationStopping);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task A_starter_that_throws_is_told_and_stops_the_host()
    {
        using var log = new RecordingLoggerProvider();
        using var host = TestHost.With(
            akka => akka.WithActors((_, _) => throw new InvalidOperationException("no such luck")), log: log);

        await host.StartAsync(TestHost.Soon());

        var entry = await log.NextAsync(entry => entry.Level == LogLevel.Critical);
        Assert.Equal("no such luck", entry.Exception?.Message);
        await TestHost.WhenAsync(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await host.StopAsync(TestHost.Soon());
        Assert.True(host.Services.GetRequiredService<ActorSystem>().WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task The_builder_is_closed_once_the_system_is_built()
    {
        AkkaConfigurationBuilder? kept = null;
        using var host = TestHost.With(akka => kept = akka);
        await host.StartAsync(TestHost.Soon());

        Assert.Throws<InvalidOperationException>(() => kept!.AddHocon("a = 1", HoconAddMode.Append));
        Assert.Throws<InvalidOperationException>(() => kept!.WithActors((_, _) => { }));
        Assert.Throws<InvalidOperationException>(() => kept!.AddStartup((_, _) => { }));
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Extensions_are_loaded_before_the_first_actor()
    {
        var loaded = false;
        using var host = TestHost.With(akka => akka
            .WithExtension<CounterExtension>()
            .WithActors((system, _) => loaded = system.HasExtension<Counter>()));

        await host.StartAsync(TestHost.Soon());

        Assert.True(loaded);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public void A_type_that_is_no_extension_is_refused()
    {
        var builder = new AkkaConfigurationBuilder(new ServiceCollection(), "hosted");

        var exception = Assert.Throws<ConfigurationException>(() => builder.WithExtensions(typeof(EchoActor)));

        Assert.Contains(nameof(EchoActor), exception.Message, StringComparison.Ordinal);
    }

    private sealed class Counter : IExtension;

    private sealed class CounterExtension : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new();
    }
}
