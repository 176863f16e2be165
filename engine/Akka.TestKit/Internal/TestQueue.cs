using System.Diagnostics.CodeAnalysis;

namespace Akka.TestKit.Internal;

/// <summary>
/// The messages that a test actor received and its test has not yet taken, in order. The sender's thread adds, the test's thread
/// takes; a test that waits is woken by the very act of adding, without a thread of the pool in between.
/// </summary>
internal sealed class TestQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<MessageEnvelope> _messages = new();
    private TaskCompletionSource? _arrival;

    /// <summary>Whether there is a message to be taken.</summary>
    public bool HasMessages
    {
        get
        {
            lock (_gate)
                return _messages.Count > 0;
        }
    }

    /// <summary>Adds a message and wakes whoever waits for one.</summary>
    public void Enqueue(MessageEnvelope envelope)
    {
        TaskCompletionSource? arrival;
        lock (_gate)
        {
            _messages.Enqueue(envelope);
            arrival = _arrival;
            _arrival = null;
        }
        arrival?.SetResult();
    }

    /// <summary>Removes the first message; null where none arrives in time.</summary>
    public ValueTask<MessageEnvelope?> Take(TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken) =>
        First(remove: true, timeout, mode, cancellationToken);

    /// <summary>Looks at the first message and leaves it there; null where none arrives in time.</summary>
    public ValueTask<MessageEnvelope?> Peek(TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken) =>
        First(remove: false, timeout, mode, cancellationToken);

    /// <summary>Removes all messages that nobody took.</summary>
    public MessageEnvelope[] Drain()
    {
        lock (_gate)
        {
            var left = _messages.ToArray();
            _messages.Clear();
            return left;
        }
    }

    private async ValueTask<MessageEnvelope?> First(bool remove, TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = Deadline.After(timeout);
        while (true)
        {
            if (TryFirst(remove, out var envelope, out var arrival))
                return envelope;
            // The queue is looked at once more when the time is over: the message may have come with the last tick.
            if (!await Waiting.For(arrival, deadline.Remaining, mode, cancellationToken) && deadline.IsOver)
                return TryFirst(remove, out envelope, out _) ? envelope : null;
        }
    }

    private bool TryFirst(
        bool remove, [NotNullWhen(true)] out MessageEnvelope? envelope, [NotNullWhen(false)] out Task? arrival)
    {
        lock (_gate)
        {
            arrival = null;
            if (remove ? _messages.TryDequeue(out envelope) : _messages.TryPeek(out envelope))
                return true;
            // Continuations must not run inline: they are the test's code, and the thread that completes this is a sender's.
            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            arrival = _arrival.Task;
            return false;
        }
    }
}
