using Akka.Actor;
using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

// How events are counted: the filters are installed, the block runs, and then the count is waited for.
public partial class InternalEventFilterApplier
{
    /// <summary>Runs a block while the filters are in force, then waits for the events.</summary>
    /// <typeparam name="T">What the block returns.</typeparam>
    /// <param name="func">The block.</param>
    /// <param name="system">The system whose events count.</param>
    /// <param name="timeout">How long to wait after the block, before it is dilated; null for the default.</param>
    /// <param name="expectedOccurrences">How many events must come; null to accept any number without waiting.</param>
    /// <param name="matchedEventHandler">Who counts; null for a counter of its own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the block returned.</returns>
    protected T Intercept<T>(Func<T> func, ActorSystem system, TimeSpan? timeout, int? expectedOccurrences, MatchedEventHandler? matchedEventHandler = null, CancellationToken cancellationToken = default) =>
        Intercept(() => new ValueTask<T>(func()), system, timeout, expectedOccurrences, matchedEventHandler, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="Intercept{T}(Func{T}, ActorSystem, TimeSpan?, int?, MatchedEventHandler, CancellationToken)"/>
    protected Task<T> InterceptAsync<T>(Func<Task<T>> func, ActorSystem system, TimeSpan? timeout, int? expectedOccurrences, MatchedEventHandler? matchedEventHandler = null, CancellationToken cancellationToken = default) =>
        Intercept(() => new ValueTask<T>(func()), system, timeout, expectedOccurrences, matchedEventHandler, WaitMode.Async, cancellationToken).AsTask();

    /// <summary>Waits for the events.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="expectedOccurrences">How many must come; null to accept any number without waiting.</param>
    /// <param name="matchedEventHandler">Who counts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether exactly as many as expected have come.</returns>
    protected bool AwaitDone(TimeSpan timeout, int? expectedOccurrences, MatchedEventHandler matchedEventHandler, CancellationToken cancellationToken = default) =>
        AwaitDone(timeout, expectedOccurrences, matchedEventHandler, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="AwaitDone(TimeSpan, int?, MatchedEventHandler, CancellationToken)"/>
    protected Task<bool> AwaitDoneAsync(TimeSpan timeout, int? expectedOccurrences, MatchedEventHandler matchedEventHandler, CancellationToken cancellationToken = default) =>
        AwaitDone(timeout, expectedOccurrences, matchedEventHandler, WaitMode.Async, cancellationToken).AsTask();

    /// <summary>The word for so many messages.</summary>
    /// <param name="number">How many.</param>
    protected static string GetMessageString(int number) => number == 1 ? "message" : "messages";

    private static async ValueTask<bool> AwaitDone(TimeSpan timeout, int? expectedOccurrences, MatchedEventHandler handler, WaitMode mode, CancellationToken cancellationToken)
    {
        if (expectedOccurrences is not { } expected)
            return true;
        // To expect no event is to listen for the first one.
        await Waiting.For(handler.Reached(Math.Max(1, expected)), timeout, mode, cancellationToken);
        return handler.ReceivedCount == expected;
    }

    private async ValueTask<T> Intercept<T>(Func<ValueTask<T>> func, ActorSystem system, TimeSpan? timeout, int? expectedOccurrences, MatchedEventHandler? matchedEventHandler, WaitMode mode, CancellationToken cancellationToken)
    {
        var handler = matchedEventHandler ?? new MatchedEventHandler();
        foreach (var filter in _filters)
            filter.EventMatched += handler.HandleEvent;
        system.EventStream.Publish(new Mute(_filters));
        try
        {
            var result = await func();
            var leeway = timeout is { } given ? _testkit.Dilated(given) : TestKitExtension.For(system).TestEventFilterLeeway;
            if (!await AwaitDone(leeway, expectedOccurrences, handler, mode, cancellationToken))
                _testkit.Assertions.Fail(Mismatch(system, leeway, expectedOccurrences ?? 0, handler.ReceivedCount));
            return result;
        }
        finally
        {
            foreach (var filter in _filters)
                filter.EventMatched -= handler.HandleEvent;
            system.EventStream.Publish(new Unmute(_filters));
        }
    }

    private string Mismatch(ActorSystem system, TimeSpan timeout, int expected, int actual)
    {
        var filters = string.Join(", ", _filters);
        var tooMany = actual - expected;
        if (tooMany > 0)
            return $"Received {tooMany} {GetMessageString(tooMany)} too many. Expected {expected} {GetMessageString(expected)} but received {actual} that matches filter [{filters}]";
        var mismatch = $"Timeout ({timeout}) while waiting for messages. Only received {actual}/{expected} messages that matches filter [{filters}]";
        return system.Settings.Loggers.Any(logger => logger.Contains(nameof(TestEventListener), StringComparison.Ordinal))
            ? mismatch
            : $"{mismatch}. No filter sees the events of {system}: name \"Akka.TestKit.TestEventListener, Akka.TestKit\" in its akka.loggers.";
    }

    private void InternalExpect(Action action, int? expectedCount, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Intercept(
            () =>
            {
                action();
                return true;
            },
            _actorSystem, timeout, expectedCount, null, cancellationToken);

    private Task<bool> InternalExpectAsync(Func<Task> action, int? expectedCount, TimeSpan? timeout, CancellationToken cancellationToken) =>
        InterceptAsync(
            async () =>
            {
                await action();
                return true;
            },
            _actorSystem, timeout, expectedCount, null, cancellationToken);

    /// <summary>Counts events and tells when there are enough. The logger's thread counts, the test's thread waits.</summary>
    protected class MatchedEventHandler
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource? _reached;
        private int _awaited;
        private int _receivedCount;

        /// <summary>How many events have come.</summary>
        public int ReceivedCount => Volatile.Read(ref _receivedCount);

        /// <summary>Counts an event.</summary>
        /// <param name="eventFilter">The filter that took it.</param>
        /// <param name="logEvent">The event.</param>
        public virtual void HandleEvent(EventFilterBase eventFilter, LogEvent logEvent)
        {
            lock (_gate)
            {
                _receivedCount++;
                if (_reached is not null && _receivedCount >= _awaited)
                    _reached.TrySetResult();
            }
        }

        /// <summary>Completes when there are so many; for one waiter.</summary>
        internal Task Reached(int count)
        {
            lock (_gate)
            {
                if (_receivedCount >= count)
                    return Task.CompletedTask;
                _awaited = count;
                _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _reached.Task;
            }
        }
    }

    /// <summary>A mute in force.</summary>
    protected class InternalUnmutableFilter : IUnmutableFilter
    {
        private readonly IReadOnlyCollection<EventFilterBase> _filters;
        private ActorSystem? _system;

        /// <summary>Ends a mute.</summary>
        /// <param name="filters">The filters in force.</param>
        /// <param name="system">The system.</param>
        public InternalUnmutableFilter(IReadOnlyCollection<EventFilterBase> filters, ActorSystem system)
        {
            _filters = filters;
            _system = system;
        }

        /// <inheritdoc/>
        public void Unmute() => Interlocked.Exchange(ref _system, null)?.EventStream.Publish(new Unmute(_filters));

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Ends the mute.</summary>
        /// <param name="disposing">Always true: there is no finalizer.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing)
                Unmute();
        }
    }
}
