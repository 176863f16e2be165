using System.Text;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Akka.Event.LogLevel;

namespace Akka.Hosting;

/// <summary>Says where the actor system logs to, from which level on, and in which form. What is null is left as it is.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];

    /// <summary>The least level that is logged.</summary>
    public LogLevel? LogLevel { get; set; }

    /// <summary>Whether the whole configuration is logged at start.</summary>
    public bool? LogConfigOnStart { get; set; }

    /// <summary>Which dead letters are logged.</summary>
    public DeadLetterOptions? DeadLetterOptions { get; set; }

    /// <summary>What the engine logs about its own work.</summary>
    public DebugOptions? DebugOptions { get; set; }

    /// <summary>Which events are dropped before they reach a logger.</summary>
    public LogFilterBuilder? LogFilterBuilder { get; set; }

    /// <summary>What turns message templates and arguments into text.</summary>
    public Type? LogMessageFormatter { get; set; }

    /// <summary>Where <see cref="Logging.LoggerFactoryLogger"/> logs to instead of the host's own factory.</summary>
    internal ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Removes all loggers, also the default one.</summary>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    /// <summary>Adds a logger, once.</summary>
    /// <typeparam name="T">The logging actor.</typeparam>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder AddLogger<T>()
        where T : IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        if (!_loggers.Contains(typeof(T)))
        {
            _loggers.Add(typeof(T));
        }

        return this;
    }

    /// <summary>Sets what turns message templates and arguments into text, for all actors.</summary>
    /// <typeparam name="T">The formatter.</typeparam>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder WithDefaultLogMessageFormatter<T>()
        where T : ILogMessageFormatter
    {
        LogMessageFormatter = typeof(T);
        return this;
    }

    /// <summary>Adds rules that drop events before they reach a logger.</summary>
    /// <param name="filterBuilder">Adds the rules.</param>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder WithLogFilter(Action<LogFilterBuilder> filterBuilder)
    {
        ArgumentNullException.ThrowIfNull(filterBuilder);
        LogFilterBuilder ??= new LogFilterBuilder();
        filterBuilder(LogFilterBuilder);
        return this;
    }

    internal Config ToConfig()
    {
        var hocon = new StringBuilder();
        hocon.Append("akka.loggers = [").AppendJoin(", ", _loggers.Select(Name)).Append("]\n");
        if (LogLevel is { } level)
        {
            hocon.Append("akka.loglevel = ").Append(level.StringFor()).Append('\n');
        }

        if (LogConfigOnStart is { } logConfig)
        {
            hocon.Append("akka.log-config-on-start = ").Append(logConfig.ToHocon()).Append('\n');
        }

        if (LogMessageFormatter is { } formatter)
        {
            hocon.Append("akka.logger-formatter = ").Append(Name(formatter)).Append('\n');
        }

        hocon.Append(DebugOptions).Append(DeadLetterOptions);
        return ConfigurationFactory.ParseString(hocon.ToString());
    }

    private static string Name(Type type) => $"\"{type.FullName}, {type.Assembly.GetName().Name}\"";
}
