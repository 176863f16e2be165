using Akka.Actor;
using Akka.Configuration;

namespace Akka.IO;

/// <summary>A system's resolver of host names, as <c>akka.io.dns</c> describes it.</summary>
public class DnsExt : IOExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly Lazy<IActorRef> _manager;

    /// <summary>Makes the resolver of a system; its actors start with the first question.</summary>
    /// <param name="system">The system.</param>
    /// <exception cref="ConfigurationException">The configured provider does not exist.</exception>
    public DnsExt(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
        Settings = new DnsSettings(system.Settings.Config.GetConfig("akka.io.dns")!);
        Provider = CreateProvider(Settings);
        Cache = Provider.Cache;
        _manager = new Lazy<IActorRef>(StartManager);
    }

    /// <summary>The actor that takes <see cref="Dns.Resolve"/>.</summary>
    public override IActorRef Manager => _manager.Value;

    /// <summary>The settings.</summary>
    public DnsSettings Settings { get; }

    /// <summary>The way names are resolved.</summary>
    public IDnsProvider Provider { get; }

    /// <summary>Where answers are kept.</summary>
    public DnsBase Cache { get; }

    /// <summary>The actor that takes <see cref="Dns.Resolve"/>.</summary>
    /// <returns><see cref="Manager"/>.</returns>
    public IActorRef GetResolver() => Manager;

    private IActorRef StartManager() => _system.SystemActorOf(
        Props.Create(Provider.ManagerClass, this).WithDispatcher(Settings.Dispatcher).WithDeploy(Deploy.Local), "IO-DNS");

    private static IDnsProvider CreateProvider(DnsSettings settings)
    {
        var typeName = settings.ProviderObjectName;
        if (typeName is "Akka.IO.InetAddressDnsProvider" or "Akka.IO.InetAddressDnsProvider, Akka")
            return new InetAddressDnsProvider();
        return settings.ResolverConfig.Make<IDnsProvider>("provider-object", typeName);
    }

    /// <summary>Settings of the resolver: <c>akka.io.dns</c>.</summary>
    public class DnsSettings
    {
        /// <summary>Reads the settings.</summary>
        /// <param name="config">The section <c>akka.io.dns</c>.</param>
        /// <exception cref="ConfigurationException">The section, or the resolver it names, is missing.</exception>
        public DnsSettings(Config config)
        {
            if (config is null || config.IsEmpty)
                throw new ConfigurationException("Failed to create DnsSettings: the section akka.io.dns is missing.");
            Dispatcher = config.GetString("dispatcher", "akka.actor.internal-dispatcher")!;
            Resolver = config.GetString("resolver", "inet-address")!;
            ResolverConfig = config.GetConfig(Resolver)
                ?? throw config.Refuse("resolver", $"akka.io.dns.resolver names [{Resolver}], but there is no section akka.io.dns.{Resolver}.");
            ProviderObjectName = ResolverConfig.GetString("provider-object", "Akka.IO.InetAddressDnsProvider")!;
        }

        /// <summary>The dispatcher of the resolver's actors.</summary>
        public string Dispatcher { get; }

        /// <summary>The name of the resolver's section.</summary>
        public string Resolver { get; }

        /// <summary>The resolver's section.</summary>
        public Config ResolverConfig { get; }

        /// <summary>The type of the <see cref="IDnsProvider"/>.</summary>
        public string ProviderObjectName { get; }
    }
}
