using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Puts an actor system into a host, and says how it is configured.</summary>
public static class AkkaHostingExtensions
{
    /// <summary>
    /// Adds an <see cref="ActorSystem"/> that starts and stops with the host. The container offers the system, its
    /// <see cref="ActorRegistry"/> (also as <see cref="IActorRegistry"/> and <see cref="IReadOnlyActorRegistry"/>) and every
    /// <see cref="IRequiredActor{TActor}"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    /// <param name="builder">Configures the system; runs when the system is first needed.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return services.AddAkka<AkkaHostedService>(actorSystemName, (configuration, _) => builder(configuration));
    }

    /// <inheritdoc cref="AddAkka(IServiceCollection, string, Action{AkkaConfigurationBuilder})"/>
    public static IServiceCollection AddAkka(
        this IServiceCollection services,
        string actorSystemName,
        Action<AkkaConfigurationBuilder, IServiceProvider> builder) =>
        services.AddAkka<AkkaHostedService>(actorSystemName, builder);

    /// <inheritdoc cref="AddAkka(IServiceCollection, string, Action{AkkaConfigurationBuilder})"/>
    /// <typeparam name="T">The hosted service that starts and stops the system.</typeparam>
    public static IServiceCollection AddAkka<T>(
        this IServiceCollection services,
        string actorSystemName,
        Action<AkkaConfigurationBuilder, IServiceProvider> builder)
        where T : AkkaHostedService
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(builder);

        services.AddSingleton(provider =>
        {
            // Each container has a system of its own, and an attempt that failed leaves nothing to the next one.
            var configuration = new AkkaConfigurationBuilder(services, actorSystemName);
            builder(configuration, provider);
            return configuration;
        });
        services.AddSingleton(static provider => provider.GetRequiredService<AkkaConfigurationBuilder>().Build(provider));
        services.AddSingleton(static provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()));
        services.AddSingleton<IActorRegistry>(static provider => provider.GetRequiredService<ActorRegistry>());
        services.AddSingleton<IReadOnlyActorRegistry>(static provider => provider.GetRequiredService<ActorRegistry>());
        services.AddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
        services.AddHostedService<T>();
        return services;
    }

    /// <summary>Adds HOCON.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hocon">The HOCON; a string converts by itself.</param>
    /// <param name="addMode">How it combines with what is there already.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder AddHocon(
        this AkkaConfigurationBuilder builder, Config hocon, HoconAddMode addMode)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(hocon);
        return builder.AddHoconConfiguration(hocon, addMode);
    }

    /// <summary>
    /// Adds settings from an <see cref="IConfiguration"/>; see <see cref="ConfigurationHoconAdapter.ToHocon"/> for how keys translate.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The settings; a section keeps its whole path.</param>
    /// <param name="addMode">How they combine with what is there already.</param>
    /// <param name="normalizeKeys">Whether keys are put into HOCON's customary form: lower case, dashes.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder AddHocon(
        this AkkaConfigurationBuilder builder,
        IConfiguration configuration,
        HoconAddMode addMode,
        bool normalizeKeys = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddHoconConfiguration(configuration.ToHocon(normalizeKeys), addMode);
    }

    /// <summary>Adds a HOCON file; its includes are relative to it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hoconFilePath">The file; relative to the working directory.</param>
    /// <param name="addMode">How it combines with what is there already.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read, or is not HOCON.</exception>
    public static AkkaConfigurationBuilder AddHoconFile(
        this AkkaConfigurationBuilder builder, string hoconFilePath, HoconAddMode addMode)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(hoconFilePath);
        return builder.AddHoconConfiguration(ConfigurationFactory.ParseFile(hoconFilePath), addMode);
    }

    /// <summary>Adds a setup; of several of one type the last one counts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="setup">The setup. Not <see cref="BootstrapSetup"/>: that one is the builder's own work.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ConfigurationException"><paramref name="setup"/> is a <see cref="BootstrapSetup"/>.</exception>
    public static AkkaConfigurationBuilder AddSetup(this AkkaConfigurationBuilder builder, Setup setup)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(setup);
        if (setup is BootstrapSetup)
        {
            throw new ConfigurationException(
                $"{nameof(BootstrapSetup)} is made by {nameof(AkkaConfigurationBuilder)}; use `AddHocon` and `WithActorRefProvider` instead.");
        }

        builder.AddSetup(setup);
        return builder;
    }

    /// <summary>Chooses the actor ref provider; local unless said otherwise.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="providerSelection">The provider.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder WithActorRefProvider(
        this AkkaConfigurationBuilder builder, ProviderSelection providerSelection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(providerSelection);
        builder.ActorRefProvider = providerSelection;
        return builder;
    }

    /// <inheritdoc cref="AkkaConfigurationBuilder.StartActors(Action{ActorSystem, IActorRegistry})"/>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">The starter.</param>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> actorStarter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.StartActors(actorStarter);
    }

    /// <inheritdoc cref="WithActors(AkkaConfigurationBuilder, Action{ActorSystem, IActorRegistry})"/>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry, IDependencyResolver> actorStarter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.StartActors(actorStarter);
    }

    /// <inheritdoc cref="WithActors(AkkaConfigurationBuilder, Action{ActorSystem, IActorRegistry})"/>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarter actorStarter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.StartActors(actorStarter);
    }

    /// <inheritdoc cref="WithActors(AkkaConfigurationBuilder, Action{ActorSystem, IActorRegistry})"/>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, ActorStarterWithResolver actorStarter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.StartActors(actorStarter);
    }

    /// <summary>Sets how long an <c>Ask</c> waits that names no timeout of its own (<c>akka.actor.ask-timeout</c>).</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="timeout">The time; zero, negative or <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder WithActorAskTimeout(this AkkaConfigurationBuilder builder, TimeSpan timeout) =>
        builder.AddHocon(
            ConfigurationFactory.ParseString(
                $"akka.actor.ask-timeout = {timeout.ToHocon(allowInfinite: true, zeroIsInfinite: true)}"),
            HoconAddMode.Prepend);
}
