namespace Akka.TestKit.Internal;

/// <summary>A moment by which something must have happened, on the monotonic clock.</summary>
internal readonly struct Deadline
{
    private readonly TimeSpan _start;
    private readonly TimeSpan _timeout;

    private Deadline(TimeSpan timeout)
    {
        _start = Waiting.Now;
        _timeout = timeout;
    }

    /// <summary>What is left: never negative; <see cref="Timeout.InfiniteTimeSpan"/> where there is no end.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (_timeout == Timeout.InfiniteTimeSpan)
                return _timeout;
            var remaining = _timeout - Elapsed;
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    public TimeSpan Elapsed => Waiting.Now - _start;

    public bool IsOver => Remaining == TimeSpan.Zero;

    public static Deadline After(TimeSpan timeout) => new(timeout);
}
