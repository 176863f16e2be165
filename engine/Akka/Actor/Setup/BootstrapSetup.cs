using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Which provider a system gets; here only the local one exists.</summary>
public abstract class ProviderSelection
{
    private ProviderSelection(string identifier, string fqn)
    {
        Identifier = identifier;
        Fqn = fqn;
    }

    internal string Identifier { get; }

    internal string Fqn { get; }

    /// <summary>Actors of this process.</summary>
    public sealed class Local : ProviderSelection
    {
        /// <summary>The only instance.</summary>
        public static readonly Local Instance = new();

        private Local()
            : base("local", typeof(LocalActorRefProvider).FullName!)
        {
        }
    }
}

/// <summary>What a system begins with: its configuration and its provider. Immutable.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config, Option<ProviderSelection> actorRefProvider)
    {
        Config = config;
        ActorRefProvider = actorRefProvider;
    }

    /// <summary>The configuration, where one is given.</summary>
    public Option<Config> Config { get; }

    /// <summary>The provider, where one is given.</summary>
    public Option<ProviderSelection> ActorRefProvider { get; }

    /// <summary>Nothing given.</summary>
    public static BootstrapSetup Create() => new(Option<Config>.None, Option<ProviderSelection>.None);

    /// <summary>The same with another provider.</summary>
    public BootstrapSetup WithActorRefProvider(ProviderSelection name) => new(Config, Option<ProviderSelection>.Create(name));

    /// <summary>The same with another configuration.</summary>
    public BootstrapSetup WithConfig(Config config) => new(Option<Config>.Create(config), ActorRefProvider);

    /// <summary>The same with what its configuration leaves open.</summary>
    public BootstrapSetup WithConfigFallback(Config config) =>
        WithConfig(Config.HasValue ? Config.Value.WithFallback(config) : config);
}
