using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Tests.Hosting;

public class DependencyResolverTests
{
    private sealed class Greeting
    {
        public string Word { get; } = "Hello";
    }

    private sealed class ScopedThing : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Greeter(Greeting greeting, string name, IRequiredActor<EchoActor> echo) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Exception exception)
            {
                throw exception;
            }

            // The answer goes round by the injected actor, so that it is seen to work inside of actors too.
            echo.ActorRef.Tell($"{greeting.Word}, {name}", Sender);
        }

        protected override void PreStart() => Context.System.EventStream.Publish(greeting);
    }

    private sealed class PlainGreeter(Greeting greeting) : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(greeting.Word);
    }

    [Fact]
    public async Task An_actor_gets_given_arguments_and_services_in_every_incarnation()
    {
        using var host = TestHost.With(
            akka => akka.WithActors((system, registry, resolver) =>
            {
                registry.Register<EchoActor>(system.ActorOf(Props.Create<EchoActor>()));
                registry.Register<Greeter>(system.ActorOf(resolver.Props<Greeter>("Ada")));
            }),
            services => services.AddSingleton<Greeting>());
        await host.StartAsync(TestHost.Soon());
        var greeter = host.Services.GetRequiredService<ActorRegistry>().Get<Greeter>();

        Assert.Equal("Hello, Ada", await greeter.Ask<string>("greet", TestHost.Deadline));
        greeter.Tell(new InvalidOperationException("restart, please"));
        Assert.Equal("Hello, Ada", await greeter.Ask<string>("greet", TestHost.Deadline));
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Props_by_type_work_as_generic_ones_do()
    {
        using var host = TestHost.With(_ => { }, services => services.AddSingleton<Greeting>());
        await host.StartAsync(TestHost.Soon());
        var system = host.Services.GetRequiredService<ActorSystem>();
        var resolver = DependencyResolver.For(system);

        var type = typeof(PlainGreeter);
        var byType = system.ActorOf(resolver.Props(type));
        var withArguments = system.ActorOf(resolver.Props(type, new Greeting()));
        var generic = system.ActorOf(resolver.Props<PlainGreeter>());

        foreach (var actor in new[] { byType, withArguments, generic })
        {
            Assert.Equal("Hello", await actor.Ask<string>("greet", TestHost.Deadline));
        }

        Assert.Equal(typeof(PlainGreeter), resolver.Props<PlainGreeter>().Type);
        Assert.Throws<ArgumentException>(() => resolver.Props(typeof(Greeting)));
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task A_scope_disposes_what_came_out_of_it()
    {
        using var host = TestHost.With(_ => { }, services => services.AddScoped<ScopedThing>());
        await host.StartAsync(TestHost.Soon());
        var resolver = DependencyResolver.For(host.Services.GetRequiredService<ActorSystem>()).Resolver;

        ScopedThing thing;
        using (var scope = resolver.CreateScope())
        {
            thing = Assert.IsType<ScopedThing>(scope.Resolver.GetService<ScopedThing>());
            Assert.Same(thing, scope.Resolver.GetService(thing.GetType()));
            Assert.False(thing.Disposed);
        }

        Assert.True(thing.Disposed);
        Assert.Null(resolver.GetService<Greeting>());
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Without_the_setup_the_error_says_what_to_add()
    {
        var system = ActorSystem.Create("plain");
        try
        {
            var exception = Assert.Throws<ConfigurationException>(() => DependencyResolver.For(system));

            Assert.Contains(nameof(DependencyResolverSetup), exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            await system.Terminate();
        }
    }

    [Fact]
    public async Task A_system_made_without_a_host_takes_the_setup()
    {
        await using var services = new ServiceCollection().AddSingleton<Greeting>().BuildServiceProvider();
        var setup = BootstrapSetup.Create().And(DependencyResolverSetup.Create(services));
        var system = ActorSystem.Create("plain", setup);
        try
        {
            var greeter = system.ActorOf(DependencyResolver.For(system).Props<PlainGreeter>());

            Assert.Equal("Hello", await greeter.Ask<string>("greet", TestHost.Deadline));
        }
        finally
        {
            await system.Terminate();
        }
    }
}
