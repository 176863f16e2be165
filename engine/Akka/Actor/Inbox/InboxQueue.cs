namespace Akka.Actor;

/// <summary>
/// The messages of an inbox and those who wait for one, both in order of arrival. A message goes to the first waiter
/// that accepts it; one whose waiter has just given up stays for the next. Safe for use by many threads at once.
/// </summary>
internal sealed class InboxQueue(int capacity, IScheduler scheduler)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<object> _messages = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private bool _closed;

    public int Capacity { get; } = capacity;

    /// <returns>False when the queue is full and the message was dropped.</returns>
    public bool Offer(object message)
    {
        lock (_lock)
        {
            LinkedListNode<Waiter>? next;
            for (var node = _waiters.First; node is not null; node = next)
            {
                next = node.Next;
                if (!Accepts(node, message))
                    continue;
                _waiters.Remove(node);
                node.Value.Complete(message);
                return true;
            }
            if (_messages.Count >= Capacity)
                return false;
            _messages.AddLast(message);
            return true;
        }
    }

    /// <summary>Takes the oldest message that fits.</summary>
    /// <param name="predicate">Which messages fit; all when null.</param>
    /// <param name="timeout">How long to wait; infinite, or zero and less for not at all.</param>
    /// <param name="timeoutText">What the exception says when none came.</param>
    public Task<object> TakeAsync(Predicate<object>? predicate, TimeSpan timeout, Func<string> timeoutText)
    {
        lock (_lock)
        {
            if (_closed)
                return Task.FromException<object>(Disposed());
            for (var node = _messages.First; node is not null; node = node.Next)
            {
                if (predicate is not null && !predicate(node.Value))
                    continue;
                _messages.Remove(node);
                return Task.FromResult(node.Value);
            }
            if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
                return Task.FromException<object>(new TimeoutException(timeoutText()));

            var waiter = new Waiter(predicate);
            var place = _waiters.AddLast(waiter);
            if (timeout != Timeout.InfiniteTimeSpan)
                waiter.Timer = scheduler.StartTimer(timeout, _ => GiveUp(place, timeoutText), null);
            return waiter.Task;
        }
    }

    /// <summary>Fails those who wait and drops what is queued.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (var waiter in _waiters)
                waiter.Fail(Disposed());
            _waiters.Clear();
            _messages.Clear();
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(Inbox), "The inbox has been disposed or its actor has stopped");

    // What a predicate throws is for whoever brought it along: neither the message nor the other waiters suffer.
    private bool Accepts(LinkedListNode<Waiter> place, object message)
    {
        try
        {
            return place.Value.Accepts(message);
        }
        catch (Exception cause)
        {
            _waiters.Remove(place);
            place.Value.Fail(cause);
            return false;
        }
    }

    private void GiveUp(LinkedListNode<Waiter> place, Func<string> timeoutText)
    {
        lock (_lock)
        {
            if (place.List is null)
                return;
            _waiters.Remove(place);
            place.Value.Fail(new TimeoutException(timeoutText()));
        }
    }

    private sealed class Waiter(Predicate<object>? predicate)
    {
        private readonly TaskCompletionSource<object> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ITimerHandle? Timer { get; set; }

        public Task<object> Task => _taken.Task;

        public bool Accepts(object message) => predicate is null || predicate(message);

        public void Complete(object message)
        {
            Timer?.Cancel();
            _taken.TrySetResult(message);
        }

        public void Fail(Exception cause)
        {
            Timer?.Cancel();
            _taken.TrySetException(cause);
        }
    }
}
