using System.Runtime.ExceptionServices;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting.Logging;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>
/// Describes an <see cref="ActorSystem"/> that lives and dies with the host: its HOCON, setups, extensions and first actors.
/// Not safe for concurrent use; closed once the system has been made.
/// </summary>
public sealed class AkkaConfigurationBuilder
{
    // The host tells the system when to stop; a second listener for the process's end would race with it.
    private static readonly Config HostingDefaults = ConfigurationFactory.ParseString(
        "akka.coordinated-shutdown.run-by-clr-shutdown-hook = off");

    private readonly string _actorSystemName;
    private readonly List<ActorStarterWithResolver> _actorStarters = [];
    private readonly List<StartupTask> _startupTasks = [];
    private readonly List<Type> _extensions = [];
    private bool _built;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Creates the description of a system.</summary>
    /// <param name="serviceCollection">The host's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        ArgumentNullException.ThrowIfNull(serviceCollection);
        ArgumentException.ThrowIfNullOrEmpty(actorSystemName);
        _actorSystemName = actorSystemName;
    }

    /// <summary>The setups that the system is made with, besides those that hosting adds itself.</summary>
    public readonly HashSet<Setup> Setups = [];

    /// <summary>The HOCON collected so far.</summary>
    public Option<Config> Configuration { get; private set; } = Option<Config>.None;

    /// <summary>Which actor ref provider was asked for, if any.</summary>
    public Option<ProviderSelection> ActorRefProvider { get; internal set; } = Option<ProviderSelection>.None;

    /// <summary>Adds a starter of actors. Starters run one after the other, in the order of their adding, once the system runs.</summary>
    /// <param name="starter">The starter.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        return StartActors((system, registry, _) =>
        {
            starter(system, registry);
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc cref="StartActors(Action{ActorSystem, IActorRegistry})"/>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        return StartActors((system, registry, resolver) =>
        {
            starter(system, registry, resolver);
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc cref="StartActors(Action{ActorSystem, IActorRegistry})"/>
    public AkkaConfigurationBuilder StartActors(ActorStarter starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        return StartActors((system, registry, _) => starter(system, registry));
    }

    /// <inheritdoc cref="StartActors(Action{ActorSystem, IActorRegistry})"/>
    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        ThrowIfBuilt();
        _actorStarters.Add(starter);
        return this;
    }

    /// <summary>Adds work that runs once, after all actor starters have ended, in the order of its adding.</summary>
    /// <param name="startupTask">The work.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask)
    {
        ArgumentNullException.ThrowIfNull(startupTask);
        return AddStartup((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc cref="AddStartup(Action{ActorSystem, IActorRegistry})"/>
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        ArgumentNullException.ThrowIfNull(startupTask);
        ThrowIfBuilt();
        _startupTasks.Add(startupTask);
        return this;
    }

    /// <summary>Loads extensions before the first actor is started.</summary>
    /// <param name="extensions">Types that implement <see cref="IExtensionId"/> and have a constructor without parameters.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConfigurationException">A type is none of that kind.</exception>
    public AkkaConfigurationBuilder WithExtensions(params Type[] extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        ThrowIfBuilt();
        foreach (var extension in extensions)
        {
            if (!typeof(IExtensionId).IsAssignableFrom(extension))
            {
                throw new ConfigurationException($"Type must extend {typeof(IExtensionId)}: [{extension.FullName}]");
            }

            if (extension.IsAbstract || extension.GetConstructor(Type.EmptyTypes) is null)
            {
                throw new ConfigurationException(
                    $"Type must be concrete and have a public constructor without parameters: [{extension.FullName}]");
            }

            if (!_extensions.Contains(extension))
            {
                _extensions.Add(extension);
            }
        }

        return this;
    }

    /// <summary>Loads an extension before the first actor is started.</summary>
    /// <typeparam name="T">The extension's id; needs a constructor without parameters.</typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="ConfigurationException"><typeparamref name="T"/> cannot be made.</exception>
    public AkkaConfigurationBuilder WithExtension<T>()
        where T : IExtensionId => WithExtensions(typeof(T));

    internal AkkaConfigurationBuilder AddHoconConfiguration(Config hocon, HoconAddMode addMode)
    {
        ThrowIfBuilt();
        Configuration = !Configuration.HasValue
            ? hocon
            : addMode switch
            {
                HoconAddMode.Append => Configuration.Value.WithFallback(hocon),
                HoconAddMode.Prepend => hocon.WithFallback(Configuration.Value),
                HoconAddMode.Replace => hocon,
                _ => throw new ArgumentOutOfRangeException(
                    nameof(addMode), addMode, $"Expected one of {string.Join(", ", Enum.GetNames<HoconAddMode>())}."),
            };
        return this;
    }

    internal void AddSetup(Setup setup)
    {
        ThrowIfBuilt();

        // One setup a type is what a system can hold; the last one given counts.
        Setups.RemoveWhere(known => known.GetType() == setup.GetType());
        Setups.Add(setup);
    }

    /// <summary>Makes the actor system; nothing of the builder can be changed afterwards.</summary>
    internal ActorSystem Build(IServiceProvider serviceProvider)
    {
        // Whoever asks again is told what was wrong, not that somebody asked before.
        _failure?.Throw();
        ThrowIfBuilt();
        _built = true;
        try
        {
            return Create(serviceProvider);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }

    /// <summary>Loads the extensions, starts the actors, then runs the startup tasks.</summary>
    internal async Task StartAsync(ActorSystem system)
    {
        foreach (var extension in _extensions)
        {
            // WithExtensions has seen to it that the type can be made.
            system.RegisterExtension((IExtensionId)Activator.CreateInstance(extension)!);
        }

        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var starter in _actorStarters)
        {
            await starter(system, registry, resolver);
        }

        foreach (var task in _startupTasks)
        {
            await task(system, registry);
        }
    }

    private ActorSystem Create(IServiceProvider serviceProvider)
    {
        var config = Configuration.HasValue ? Configuration.Value.WithFallback(HostingDefaults) : HostingDefaults;
        var bootstrap = BootstrapSetup.Create().WithConfig(config);
        if (ActorRefProvider.HasValue)
        {
            bootstrap = bootstrap.WithActorRefProvider(ActorRefProvider.Value);
        }

        var setup = ActorSystemSetup.Create(bootstrap).And(DependencyResolverSetup.Create(serviceProvider));
        if (serviceProvider.GetService<ILoggerFactory>() is { } loggerFactory)
        {
            setup = setup.And(new LoggerFactorySetup(loggerFactory));
        }

        // The user's setups come last, so that they win.
        setup = Setups.Aggregate(setup, static (all, next) => all.WithSetup(next));
        return ActorSystem.Create(_actorSystemName, setup);
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException(
                $"Actor system [{_actorSystemName}] has been built already; configure it inside `AddAkka`.");
        }
    }
}
