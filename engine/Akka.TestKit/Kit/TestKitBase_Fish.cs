using System.Collections;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Taking messages until the one that is looked for.
public abstract partial class TestKitBase
{
    /// <summary>Takes messages until a predicate holds for one; fails where that takes too long.</summary>
    /// <param name="isMessage">True for the message looked for.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one is of some type and a predicate holds for it; fails where that takes too long.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">True for the message looked for.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, null, max, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    /// <param name="isMessage">True for the message looked for.</param>
    /// <param name="allMessages">Where the messages before it are put; what was there is removed. Null to forget them.</param>
    /// <param name="max">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public T FishForMessage<T>(Predicate<T> isMessage, ArrayList? allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, allMessages, max, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="FishForMessage(Predicate{object}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, null, max, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, ArrayList, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, ArrayList? allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, allMessages, max, hint, WaitMode.Async, cancellationToken);

    /// <summary>Takes messages until time is over; fails where one of them is of some type.</summary>
    /// <typeparam name="T">The type that must not come.</typeparam>
    /// <param name="max">How long, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task FishUntilMessageAsync<T>(TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        var deadline = Deadline.After(RemainingOrDilated(max));
        while (await Receive(deadline.Remaining, WaitMode.Async, cancellationToken) is { } envelope)
            _assertions.AssertFalse(envelope.Message is T, "did not expect a message of type {0}", typeof(T));
    }

    private async ValueTask<T> Fish<T>(Predicate<T> isMessage, ArrayList? others, TimeSpan? max, string hint, WaitMode mode, CancellationToken cancellationToken)
    {
        var timeout = RemainingOrDilated(max);
        var deadline = Deadline.After(timeout);
        others?.Clear();
        while (await Receive(deadline.Remaining, mode, cancellationToken) is { } envelope)
        {
            if (envelope.Message is T typed && isMessage(typed))
                return typed;
            others?.Add(envelope.Message);
        }
        throw Failure("Timeout ({0}) during fishForMessage{1}", timeout, string.IsNullOrEmpty(hint) ? "" : ", hint: " + hint);
    }
}
