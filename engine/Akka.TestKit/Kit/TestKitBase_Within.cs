using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Time: how long expectations wait, and blocks that must end in time.
public abstract partial class TestKitBase
{
    /// <summary>An asynchronous block that hangs is given up this long after its time was over; until then it may end by itself.</summary>
    private static readonly TimeSpan HangingBlock = TimeSpan.FromSeconds(5);

    /// <summary>What is left of the innermost Within.</summary>
    /// <exception cref="InvalidOperationException">There is no Within around the call.</exception>
    public TimeSpan Remaining =>
        _end is { } end ? end - Now : throw new InvalidOperationException("Remaining may not be called outside of \"within\"");

    /// <summary>What is left of the innermost Within, or else <c>akka.test.single-expect-default</c>, dilated.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(_settings.SingleExpectDefault));

    /// <summary>What is left of the innermost Within, or else <c>akka.test.expect-no-message-default</c>, dilated.</summary>
    public TimeSpan NoMessageRemainingOrDefault => RemainingOr(Dilated(_settings.ExpectNoMessageDefault));

    /// <summary>The duration given, dilated, or else <see cref="RemainingOrDefault"/>.</summary>
    /// <param name="duration">The duration, or null.</param>
    /// <exception cref="ArgumentException">It is infinite.</exception>
    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration is not { } given)
            return RemainingOrDefault;
        return given.IsInfinite() ? throw new ArgumentException("max duration cannot be infinite", nameof(duration)) : Dilated(given);
    }

    /// <summary>The duration multiplied by <c>akka.test.timefactor</c>; an infinite one stays as it is.</summary>
    /// <param name="duration">The duration.</param>
    public TimeSpan Dilated(TimeSpan duration) =>
        duration.IsInfinite() || _settings.TestTimeFactor == 1.0 ? duration : duration * _settings.TestTimeFactor;

    /// <summary>The timeout given, dilated, or else <see cref="RemainingOrDefault"/>.</summary>
    /// <param name="timeout">The timeout, or null; infinite to wait for ever.</param>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout is { } given ? Dilated(given) : RemainingOrDefault;

    /// <summary>Runs a block that must end in time. Expectations in it wait at most for what is left.</summary>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="action">The block.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Not waited for: the block is not interrupted.</param>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must neither end too early nor too late. Expectations in it wait at most for what is left.</summary>
    /// <param name="min">The shortest it may take.</param>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="action">The block.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Not waited for: the block is not interrupted.</param>
    public void Within(TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(
            min,
            max,
            () =>
            {
                action();
                return true;
            },
            hint,
            epsilonValue,
            cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">What the block returns.</typeparam>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Not waited for: the block is not interrupted.</param>
    /// <returns>What the block returned.</returns>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">What the block returns.</typeparam>
    /// <param name="min">The shortest it may take.</param>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Not waited for: the block is not interrupted.</param>
    /// <returns>What the block returned.</returns>
    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinCore(min, max, () => new ValueTask<T>(function()), hint, epsilonValue, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="actionAsync">The block.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string, TimeSpan?, CancellationToken)"/>
    /// <param name="min">The shortest it may take.</param>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="actionAsync">The block.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    public Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(
            min,
            max,
            async () =>
            {
                await actionAsync();
                return true;
            },
            hint,
            epsilonValue,
            cancellationToken);

    /// <inheritdoc cref="WithinAsync(TimeSpan, Func{Task}, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">What the block returns.</typeparam>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    /// <returns>What the block returned.</returns>
    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="WithinAsync(TimeSpan, TimeSpan, Func{Task}, string, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">What the block returns.</typeparam>
    /// <param name="min">The shortest it may take.</param>
    /// <param name="max">The longest it may take, before it is dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="epsilonValue">How much longer still passes; null for not at all.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    /// <returns>What the block returned.</returns>
    public Task<T> WithinAsync<T>(TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinCore(min, max, () => new ValueTask<T>(function()), hint, epsilonValue, WaitMode.Async, cancellationToken).AsTask();

    /// <summary>What is left of the innermost Within, or else the duration given.</summary>
    /// <param name="duration">The duration.</param>
    protected TimeSpan RemainingOr(TimeSpan duration)
    {
        if (_end is not { } end)
            return duration;
        var remaining = end - Now;
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private async ValueTask<T> WithinCore<T>(TimeSpan min, TimeSpan max, Func<ValueTask<T>> block, string? hint, TimeSpan? epsilon, WaitMode mode, CancellationToken cancellationToken)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        if (min < TimeSpan.Zero || min > max)
            throw new ArgumentException($"min must lie between zero and max ({max}), was {min}.", nameof(min));

        var start = Now;
        var limit = Dilated(max);
        if (_end is { } outer)
        {
            var remaining = outer - start;
            _assertions.AssertTrue(remaining >= min, "Required min time {0} not possible, only {1} left. {2}", min, remaining, hint ?? "");
            limit = limit.Min(remaining);
        }

        var latest = limit + (epsilon ?? TimeSpan.Zero);
        var result = await RunBlock(block, start + limit, latest, mode, hint, cancellationToken);
        var elapsed = Now - start;
        if (elapsed < min)
            _assertions.Fail("Failed: Block took {0}, should have at least been {1}. {2}", elapsed, min, hint ?? "");
        // A block that ends with ExpectNoMsg was meant to use up its time.
        if (!_lastWasNoMsg && elapsed > latest)
            _assertions.Fail("Failed: Block took {0}, exceeding {1}. {2}", elapsed, limit, hint ?? "");
        return result;
    }

    private async ValueTask<T> RunBlock<T>(Func<ValueTask<T>> block, TimeSpan end, TimeSpan latest, WaitMode mode, string? hint, CancellationToken cancellationToken)
    {
        var outerEnd = _end;
        _end = end;
        _lastWasNoMsg = false;
        try
        {
            var running = block();
            if (running.IsCompleted)
                return await running;
            var task = running.AsTask();
            if (!await Waiting.For(task, latest + HangingBlock, mode, cancellationToken))
                throw Failure("Failed: Block took more than {0}, exceeding {1}, and has not ended. {2}", latest + HangingBlock, latest, hint ?? "");
            return await task;
        }
        finally
        {
            _end = outerEnd;
        }
    }
}
