using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Repeating a question until the answer is yes.
public abstract partial class TestKitBase
{
    /// <summary>Waits until a condition holds; fails where that takes longer than <see cref="RemainingOrDefault"/>.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Waits until a condition holds; fails where that takes too long.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <summary>Waits until a condition holds; fails where that takes too long.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="message">What the failure adds to its text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Waits until a condition holds; fails where that takes too long.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="interval">How long to wait between two tries; null for 100 ms.</param>
    /// <param name="message">What the failure adds to its text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        InternalAwaitCondition(conditionIsFulfilled, RemainingOrDilated(max), interval, FailWith(message), LogForCalls, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asynchronous(conditionIsFulfilled), null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asynchronous(conditionIsFulfilled), max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, string, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, string, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asynchronous(conditionIsFulfilled), max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, TimeSpan?, string, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        InternalAwaitConditionAsync(conditionIsFulfilled, RemainingOrDilated(max), interval, FailWith(message), LogForCalls, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, TimeSpan?, string, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Asynchronous(conditionIsFulfilled), max, interval, message, cancellationToken);

    /// <summary>Waits until a condition holds or time is over.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long at most, not dilated.</param>
    /// <param name="interval">How long to wait between two tries; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it held in time.</returns>
    public bool AwaitConditionNoThrow(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        InternalAwaitCondition(conditionIsFulfilled, max, interval, null, cancellationToken);

    /// <inheritdoc cref="AwaitConditionNoThrow"/>
    public Task<bool> AwaitConditionNoThrowAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        InternalAwaitConditionAsync(conditionIsFulfilled, max, interval, null, cancellationToken);

    /// <inheritdoc cref="AwaitConditionNoThrow"/>
    public Task<bool> AwaitConditionNoThrowAsync(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        InternalAwaitConditionAsync(Asynchronous(conditionIsFulfilled), max, interval, null, cancellationToken);

    /// <summary>Waits until a condition holds or time is over.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long at most, not dilated.</param>
    /// <param name="interval">How long to wait between two tries; null for 100 ms.</param>
    /// <param name="fail">Called with a text and what it names where time is over; null to return false.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it held in time.</returns>
    protected static bool InternalAwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, CancellationToken cancellationToken = default) =>
        InternalAwaitCondition(conditionIsFulfilled, max, interval, fail, null, cancellationToken);

    /// <inheritdoc cref="InternalAwaitCondition(Func{bool}, TimeSpan, TimeSpan?, Action{string, object[]}, CancellationToken)"/>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long at most, not dilated.</param>
    /// <param name="interval">How long to wait between two tries; null for 100 ms.</param>
    /// <param name="fail">Called with a text and what it names where time is over; null to return false.</param>
    /// <param name="logger">Told what is waited for, at debug level; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected static bool InternalAwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, ILoggingAdapter? logger, CancellationToken cancellationToken = default) =>
        RepeatUntilFulfilled(Asynchronous(conditionIsFulfilled), max, interval, fail, logger, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="InternalAwaitCondition(Func{bool}, TimeSpan, TimeSpan?, Action{string, object[]}, CancellationToken)"/>
    protected static Task<bool> InternalAwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, CancellationToken cancellationToken = default) =>
        InternalAwaitConditionAsync(conditionIsFulfilled, max, interval, fail, null, cancellationToken);

    /// <inheritdoc cref="InternalAwaitCondition(Func{bool}, TimeSpan, TimeSpan?, Action{string, object[]}, ILoggingAdapter, CancellationToken)"/>
    protected static Task<bool> InternalAwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, ILoggingAdapter? logger, CancellationToken cancellationToken = default) =>
        RepeatUntilFulfilled(conditionIsFulfilled, max, interval, fail, logger, WaitMode.Async, cancellationToken).AsTask();

    private static Func<Task<bool>> Asynchronous(Func<bool> condition) => () => Task.FromResult(condition());

    private static async ValueTask<bool> RepeatUntilFulfilled(Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, ILoggingAdapter? logger, WaitMode mode, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, TimeSpan.Zero);
        var pause = interval ?? DefaultInterval;
        pause.EnsureIsPositiveFinite(nameof(interval));
        var deadline = Deadline.After(max);
        logger?.Debug("Awaiting condition for {0}, asking every {1}", max, pause);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Whether time is over is asked before the condition: the last try is made when it is, not before.
            var isLastTry = deadline.IsOver;
            if (await condition())
                return true;
            if (isLastTry)
                break;
            await Waiting.Delay(pause.Min(deadline.Remaining), mode, cancellationToken);
        }
        logger?.Debug("Condition not fulfilled after {0}", deadline.Elapsed);
        fail?.Invoke("Timeout {0} expired while waiting for condition.", [max]);
        return false;
    }

    private ILoggingAdapter? LogForCalls => _settings.LogTestKitCalls ? Log : null;

    private Action<string, object[]> FailWith(string? message) => message is null
        ? (format, args) => _assertions.Fail(format, args)
        : (format, args) => _assertions.Fail(format + " {" + args.Length + "}", [.. args, message]);
}
