using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Taking messages as long as they fit.
public abstract partial class TestKitBase
{
    /// <summary>
    /// Takes messages until one does not fit, time is over, or there are enough. The one that does not fit stays in the queue. To run
    /// out of time is no failure.
    /// </summary>
    /// <typeparam name="T">What messages are turned into.</typeparam>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="filter">Turns a message that fits into a result, any other into null.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The results, in the order of the messages.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, null, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="idle">How long to wait for each message at most; null for the whole time.</param>
    /// <param name="filter">Turns a message that fits into a result, any other into null.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, idle, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IReadOnlyList<T> ReceiveWhile<T>(Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileCore<T>(Fitting(filter), RemainingOrDilated(max), idle, msgs, WaitMode.Blocking, cancellationToken).Results();

    /// <summary>
    /// Takes messages of some type until one does not fit, time is over, or there are enough. The one that does not fit stays in the
    /// queue. To run out of time is no failure.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">Whether a message fits.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="idle">How long to wait for each message at most; null for the whole time.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are thrown away; otherwise they do not fit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages of the type, in order.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        ReceiveWhileCore<T>(Fitting(shouldContinue, shouldIgnoreOtherMessageTypes), RemainingOrDilated(max), idle, msgs, WaitMode.Blocking, cancellationToken).Results();

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, null, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(Func{object, T}, TimeSpan?, TimeSpan?, int, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileCore<T>(Fitting(filter), RemainingOrDilated(max), idle, msgs, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(Predicate{T}, TimeSpan?, TimeSpan?, int, bool, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        ReceiveWhileCore<T>(Fitting(shouldContinue, shouldIgnoreOtherMessageTypes), RemainingOrDilated(max), idle, msgs, WaitMode.Async, cancellationToken);

    private enum Fit
    {
        Stop,
        Skip,
        Take,
    }

    private static Func<object, (Fit Fit, T? Result)> Fitting<T>(Func<object, T?> filter) => message =>
    {
        var result = filter(message);
        return result is null ? (Fit.Stop, default) : (Fit.Take, result);
    };

    private static Func<object, (Fit Fit, T? Result)> Fitting<T>(Predicate<T> shouldContinue, bool ignoreOthers) => message => message switch
    {
        T typed => (shouldContinue(typed) ? Fit.Take : Fit.Stop, typed),
        _ => (ignoreOthers ? Fit.Skip : Fit.Stop, default),
    };

    private async IAsyncEnumerable<T> ReceiveWhileCore<T>(Func<object, (Fit Fit, T? Result)> fitting, TimeSpan max, TimeSpan? idle, int count, WaitMode mode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var deadline = Deadline.After(max);
        MessageEnvelope last = NullMessageEnvelope.Instance;
        var taken = 0;
        while (taken < count && await Peek(deadline.Remaining.Min(idle), mode, cancellationToken) is { } envelope)
        {
            var (fit, result) = fitting(envelope.Message);
            if (fit == Fit.Stop)
                break;
            await _queue.Take(TimeSpan.Zero, mode, cancellationToken);
            if (fit == Fit.Skip)
                continue;
            last = envelope;
            taken++;
            yield return result!;
        }
        _lastMessage = last;
        _lastWasNoMsg = true;
    }
}
