using System.Collections;
using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Taking messages from the test actor's queue, one or several.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message.</summary>
    /// <param name="max">How long to wait for it, not dilated; null for <see cref="RemainingOrDefault"/>, zero to take only what is there, infinite to wait for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null where none comes in time.</returns>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        MessageOf(Receive(max ?? RemainingOrDefault, WaitMode.Blocking, cancellationToken).Result());

    /// <inheritdoc cref="ReceiveOne"/>
    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        MessageOf(await Receive(max ?? RemainingOrDefault, WaitMode.Async, cancellationToken));

    /// <summary>Takes the next message with its sender.</summary>
    /// <param name="envelope">The message; <see cref="NullMessageEnvelope"/> where none comes in time.</param>
    /// <param name="max">How long to wait for it, not dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came in time.</returns>
    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        var received = Receive(max ?? RemainingOrDefault, WaitMode.Blocking, cancellationToken).Result();
        envelope = received ?? NullMessageEnvelope.Instance;
        return received is not null;
    }

    /// <inheritdoc cref="TryReceiveOne"/>
    /// <param name="max">How long to wait for it, not dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var received = await Receive(max ?? RemainingOrDefault, WaitMode.Async, cancellationToken);
        return (received is not null, received ?? NullMessageEnvelope.Instance);
    }

    /// <summary>Looks at the next message and leaves it in the queue.</summary>
    /// <param name="max">How long to wait for it, not dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null where none comes in time.</returns>
    public object? PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        MessageOf(Peek(max ?? RemainingOrDefault, WaitMode.Blocking, cancellationToken).Result());

    /// <inheritdoc cref="PeekOne(TimeSpan?, CancellationToken)"/>
    public object? PeekOne(CancellationToken cancellationToken) => PeekOne(null, cancellationToken);

    /// <inheritdoc cref="PeekOne(TimeSpan?, CancellationToken)"/>
    public async ValueTask<object?> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        MessageOf(await Peek(max ?? RemainingOrDefault, WaitMode.Async, cancellationToken));

    /// <inheritdoc cref="PeekOne(TimeSpan?, CancellationToken)"/>
    public ValueTask<object?> PeekOneAsync(CancellationToken cancellationToken) => PeekOneAsync(null, cancellationToken);

    /// <summary>Looks at the next message with its sender and leaves it in the queue.</summary>
    /// <param name="envelope">The message; <see cref="NullMessageEnvelope"/> where none comes in time.</param>
    /// <param name="max">How long to wait for it, not dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came in time.</returns>
    public bool TryPeekOne(out MessageEnvelope envelope, TimeSpan? max, CancellationToken cancellationToken)
    {
        var peeked = Peek(max ?? RemainingOrDefault, WaitMode.Blocking, cancellationToken).Result();
        envelope = peeked ?? NullMessageEnvelope.Instance;
        return peeked is not null;
    }

    /// <inheritdoc cref="TryPeekOne"/>
    /// <param name="max">How long to wait for it, not dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryPeekOneAsync(TimeSpan? max, CancellationToken cancellationToken)
    {
        var peeked = await Peek(max ?? RemainingOrDefault, WaitMode.Async, cancellationToken);
        return (peeked is not null, peeked ?? NullMessageEnvelope.Instance);
    }

    /// <summary>Takes so many messages, and fails where fewer come within <see cref="RemainingOrDefault"/>.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveNCore(numberOfMessages, RemainingOrDefault, WaitMode.Blocking, cancellationToken).Results();

    /// <summary>Takes so many messages, and fails where fewer come in time.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long to wait for all of them, before it is dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return ReceiveNCore(numberOfMessages, Dilated(max), WaitMode.Blocking, cancellationToken).Results();
    }

    /// <inheritdoc cref="ReceiveN(int, CancellationToken)"/>
    /// <returns>The messages as they come; nothing is taken before the sequence is enumerated.</returns>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveNCore(numberOfMessages, RemainingOrDefault, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ReceiveN(int, TimeSpan, CancellationToken)"/>
    /// <returns>The messages as they come; nothing is taken before the sequence is enumerated.</returns>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return ReceiveNCore(numberOfMessages, Dilated(max), WaitMode.Async, cancellationToken);
    }

    /// <summary>Waits until no message has come for a while.</summary>
    /// <param name="max">How long it must be silent; each message starts it again. Null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="maxMessages">Fails where more messages come; null for any number, and for ever if it never gets silent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages that came before, as a read-only list.</returns>
    public async Task<ArrayList> WaitForRadioSilenceAsync(TimeSpan? max = null, uint? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var messages = new ArrayList();
        while (await Receive(max ?? RemainingOrDefault, WaitMode.Async, cancellationToken) is { } envelope)
        {
            messages.Add(envelope.Message);
            _assertions.AssertFalse(messages.Count > maxMessages, "maxMessages violated (current iteration: {0}).", messages.Count);
        }
        return ArrayList.ReadOnly(messages);
    }

    private static object? MessageOf(MessageEnvelope? envelope) => envelope?.Message;

    private async ValueTask<MessageEnvelope?> Receive(TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken)
    {
        var envelope = await _queue.Take(timeout, mode, cancellationToken);
        _lastWasNoMsg = false;
        _lastMessage = envelope ?? NullMessageEnvelope.Instance;
        return envelope;
    }

    private ValueTask<MessageEnvelope?> Peek(TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken) =>
        _queue.Peek(timeout, mode, cancellationToken);

    private async IAsyncEnumerable<object> ReceiveNCore(int count, TimeSpan timeout, WaitMode mode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var deadline = Deadline.After(timeout);
        for (var received = 0; received < count; received++)
        {
            var envelope = await Receive(deadline.Remaining, mode, cancellationToken)
                ?? throw Failure("Timeout ({0}) while expecting {1} messages. Only got {2} after {3}.", timeout, count, received, deadline.Elapsed);
            yield return envelope.Message;
        }
    }
}
