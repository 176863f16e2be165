using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The dispatchers of a system, by their path in the configuration.</summary>
public sealed class Dispatchers
{
    /// <summary>Where actors run that name no dispatcher.</summary>
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>Where the engine's own actors run.</summary>
    public const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    /// <summary>Runs on the synchronization context that was current when the actor was made.</summary>
    public const string SynchronizedDispatcherId = "akka.actor.synchronized-dispatcher";

    /// <summary>For actors that block a thread: gives each a thread of its own.</summary>
    public const string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";

    private const int MaxAliasDepth = 20;

    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new(StringComparer.Ordinal);

    // What was asked for last is mostly what is asked for next, for each client that comes and each of its actors; and to hash its long
    // name costs more than to compare it.
    private volatile Found? _lastFound;

    /// <summary>The dispatchers of a system.</summary>
    public Dispatchers(ActorSystem system, IDispatcherPrerequisites prerequisites)
    {
        _system = system;
        Prerequisites = prerequisites;
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
        InternalDispatcher = Lookup(InternalDispatcherId);
    }

    /// <summary>What dispatchers are made with.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The section of the default dispatcher.</summary>
    public Config DefaultDispatcherConfig => IdConfig(DefaultDispatcherId).WithFallback(_system.Settings.Config.GetConfig(DefaultDispatcherId));

    /// <summary>Where actors run that name no dispatcher.</summary>
    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>Where the engine's own actors run.</summary>
    internal MessageDispatcher InternalDispatcher { get; }

    /// <summary>The dispatcher under a path.</summary>
    /// <exception cref="ConfigurationException">There is none, or its section is wrong.</exception>
    public MessageDispatcher Lookup(string dispatcherName) => LookupConfigurator(dispatcherName, 0).Dispatcher();

    /// <summary>Whether there is a dispatcher under a path.</summary>
    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || _system.Settings.Config.HasPath(id);

    /// <summary>The dispatcher under a path in the configuration; null where there is none.</summary>
    internal MessageDispatcher? Find(string id)
    {
        if (_lastFound is { } last && last.Id == id)
            return last.Configurator.Dispatcher();
        if (!_configurators.TryGetValue(id, out var configurator))
        {
            if (!HasDispatcher(id))
                return null;
            configurator = LookupConfigurator(id, 0);
        }
        _lastFound = new Found(id, configurator);
        return configurator.Dispatcher();
    }

    /// <summary>Adds a dispatcher that code has made; false where the id is taken.</summary>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator) => _configurators.TryAdd(id, configurator);

    internal void Shutdown()
    {
        foreach (var configurator in _configurators.Values)
        {
            if (configurator is DispatcherConfigurator)
                configurator.Dispatcher().ShutdownInternal();
        }
    }

    private MessageDispatcherConfigurator LookupConfigurator(string id, int depth)
    {
        if (_configurators.TryGetValue(id, out var known))
            return known;
        if (depth > MaxAliasDepth)
            throw new ConfigurationException($"Didn't find a concrete dispatcher config after following {MaxAliasDepth} aliases; last id was [{id}].");
        if (!_system.Settings.Config.HasPath(id))
            throw new ConfigurationException($"Dispatcher [{id}] not configured.");

        var alias = _system.Settings.Config.GetValue(id) is { } value && value.IsString() ? value.GetString() : null;
        var configurator = alias is not null ? LookupConfigurator(alias, depth + 1) : Create(ConfigFor(id));
        return _configurators.GetOrAdd(id, configurator);
    }

    private Config ConfigFor(string id)
    {
        var simpleName = id[(id.LastIndexOf('.') + 1)..];
        var defaults = ConfigurationFactory.ParseString($"name = \"{simpleName}\"");
        return IdConfig(id)
            .WithFallback(_system.Settings.Config.GetConfig(id))
            .WithFallback(defaults)
            .WithFallback(_system.Settings.Config.GetConfig(DefaultDispatcherId));
    }

    private static Config IdConfig(string id) => ConfigurationFactory.ParseString($"id = \"{id}\"");

    private MessageDispatcherConfigurator Create(Config config)
    {
        var id = config.GetString("id", "");
        var type = config.GetString("type", "Dispatcher");
        switch (type)
        {
            case "" or "Dispatcher" or "TaskDispatcher" or "ThreadPoolDispatcher":
                return new DispatcherConfigurator(config, Prerequisites);
            case "ForkJoinDispatcher":
                return new DispatcherConfigurator(config, Prerequisites, DispatcherConfigurator.ForkJoin(config, id, Prerequisites));
            case "PinnedDispatcher":
                return new PinnedDispatcherConfigurator(config, Prerequisites);
            case "SynchronizedDispatcher" or "CurrentSynchronizationContextDispatcher":
                return new CurrentSynchronizationContextDispatcherConfigurator(config, Prerequisites);
        }

        return config.Make<MessageDispatcherConfigurator>("type", type, config, Prerequisites);
    }

    private sealed record Found(string Id, MessageDispatcherConfigurator Configurator);
}
