using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Akka.Tests.Hosting;

/// <summary>What reached Microsoft.Extensions.Logging.</summary>
internal sealed record LogEntry(
    string Category,
    LogLevel Level,
    string Text,
    Exception? Exception,
    IReadOnlyDictionary<string, object?> State);

/// <summary>Records log entries in their order, for tests to await.</summary>
internal sealed class RecordingLoggerProvider : ILoggerProvider
{
    private readonly Channel<LogEntry> _entries = Channel.CreateUnbounded<LogEntry>();

    public ConcurrentBag<string> Categories { get; } = [];

    public LogLevel Minimum { get; init; } = LogLevel.Debug;

    public ILogger CreateLogger(string categoryName)
    {
        Categories.Add(categoryName);
        return new Recorder(this, categoryName);
    }

    /// <summary>The next entry that matches; those before it are passed over.</summary>
    public async Task<LogEntry> NextAsync(Func<LogEntry, bool> matches)
    {
        using var deadline = new CancellationTokenSource(TestHost.Deadline);
        await foreach (var entry in _entries.Reader.ReadAllAsync(deadline.Token))
        {
            if (matches(entry))
            {
                return entry;
            }
        }

        throw new InvalidOperationException("The log has ended.");
    }

    public void Dispose() => _entries.Writer.TryComplete();

    private sealed class Recorder(RecordingLoggerProvider owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Minimum;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var properties = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            owner._entries.Writer.TryWrite(new LogEntry(
                category, logLevel, formatter(state, exception), exception, properties.ToDictionary(p => p.Key, p => p.Value)));
        }
    }
}
