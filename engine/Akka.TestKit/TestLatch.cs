using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// Opens when it has been counted down often enough, and keeps those who wait until then. Safe from any thread. One made by
/// <see cref="TestKitBase.CreateTestLatch"/> dilates timeouts.
/// </summary>
public class TestLatch
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly Func<TimeSpan, TimeSpan> _dilate;
    private readonly TimeSpan _defaultTimeout;
    private readonly int _initialCount;
    private readonly Lock _gate = new();
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>5 seconds.</summary>
    [Obsolete("This field will be removed. TestKitSettings.DefaultTimeout is an alternative.")]
    public static readonly TimeSpan DefaultTimeout = FiveSeconds;

    /// <summary>A latch that opens at the first count and waits for 5 seconds.</summary>
    public TestLatch()
        : this(1)
    {
    }

    /// <summary>A latch that waits for 5 seconds.</summary>
    /// <param name="count">How often it is to be counted down.</param>
    public TestLatch(int count)
        : this(count, FiveSeconds)
    {
    }

    /// <summary>A latch.</summary>
    /// <param name="count">How often it is to be counted down.</param>
    /// <param name="defaultTimeout">How long <see cref="Ready()"/> waits.</param>
    public TestLatch(int count, TimeSpan defaultTimeout)
        : this(timeout => timeout, defaultTimeout, count)
    {
    }

    /// <summary>A latch that changes timeouts before they are used.</summary>
    /// <param name="dilate">The change.</param>
    /// <param name="defaultTimeout">How long <see cref="Ready()"/> waits, before the change.</param>
    /// <param name="count">How often it is to be counted down.</param>
    protected TestLatch(Func<TimeSpan, TimeSpan> dilate, TimeSpan defaultTimeout, int count)
    {
        ArgumentNullException.ThrowIfNull(dilate);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _dilate = dilate;
        _defaultTimeout = defaultTimeout;
        _initialCount = count;
        Reset();
    }

    /// <summary>Whether it has been counted down often enough.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _count == 0;
        }
    }

    /// <summary>Counts down by one; an open latch stays as it is.</summary>
    public void CountDown()
    {
        lock (_gate)
        {
            if (_count > 0 && --_count == 0)
                _opened.SetResult();
        }
    }

    /// <summary>Opens it, whatever the count.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _count = 0;
            _opened.TrySetResult();
        }
    }

    /// <summary>Closes it, with the count it began with. Those who wait already wait for the new count.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _count = _initialCount;
            if (_count == 0)
                _opened.TrySetResult();
            else if (_opened.Task.IsCompleted)
                _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Blocks until it is open.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    /// <exception cref="ArgumentException">The timeout is <see cref="TimeSpan.MaxValue"/>.</exception>
    public void Ready(TimeSpan timeout)
    {
        if (timeout == TimeSpan.MaxValue)
            throw new ArgumentException($"TestLatch does not support waiting for {timeout}", nameof(timeout));
        Task opened;
        lock (_gate)
            opened = _opened.Task;
        var limit = _dilate(timeout);
        if (!BlockedThread.Wait(opened, limit, CancellationToken.None))
            throw new TimeoutException($"Timeout of {limit}");
    }

    /// <summary>Blocks until it is open, for the default timeout.</summary>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready() => Ready(_defaultTimeout);
}

/// <summary>A latch with a test kit's timeouts.</summary>
internal sealed class DilatedTestLatch(TestKitBase testKit, int count)
    : TestLatch(testKit.Dilated, testKit.TestKitSettings.DefaultTimeout, count);
