using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Connects the actor system's log with the host's.</summary>
public static class LoggingExtensions
{
    /// <summary>Configures the actor system's loggers.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configurator">Configures them; starts from the default logger alone.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder ConfigureLoggers(
        this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configurator);

        var loggers = new LoggerConfigBuilder();
        configurator(loggers);
        builder.AddHocon(loggers.ToConfig(), HoconAddMode.Prepend);
        if (loggers.LogFilterBuilder is { } filter)
        {
            AkkaHostingExtensions.AddSetup(builder, filter.Build());
        }

        if (loggers.LoggerFactory is { } loggerFactory)
        {
            AkkaHostingExtensions.AddSetup(builder, new LoggerFactorySetup(loggerFactory));
        }

        return builder;
    }

    /// <summary>Adds the logger that writes to the console.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <returns><paramref name="configBuilder"/>.</returns>
    public static LoggerConfigBuilder AddDefaultLogger(this LoggerConfigBuilder configBuilder)
    {
        ArgumentNullException.ThrowIfNull(configBuilder);
        return configBuilder.AddLogger<DefaultLogger>();
    }

    /// <summary>Adds a logger that hands every event on to the host's <see cref="ILoggerFactory"/>.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <returns><paramref name="configBuilder"/>.</returns>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder)
    {
        ArgumentNullException.ThrowIfNull(configBuilder);
        return configBuilder.AddLogger<LoggerFactoryLogger>();
    }

    /// <summary>Adds a logger that hands every event on to a factory of one's own.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <param name="loggerFactory">The factory; not owned.</param>
    /// <returns><paramref name="configBuilder"/>.</returns>
    public static LoggerConfigBuilder AddLoggerFactory(
        this LoggerConfigBuilder configBuilder, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(configBuilder);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        configBuilder.LoggerFactory = loggerFactory;
        return configBuilder.AddLogger<LoggerFactoryLogger>();
    }
}
