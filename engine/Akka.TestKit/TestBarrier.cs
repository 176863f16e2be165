using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// Keeps those who come until all have come; then it can be used again. Safe from any thread; its whole use is to hold threads, so
/// those who wait must run on different ones.
/// </summary>
public class TestBarrier
{
    private readonly TestKitBase _testKit;
    private readonly TimeSpan _defaultTimeout;
    private readonly int _count;
    private readonly Lock _gate = new();
    private TaskCompletionSource _allCame = NewRound();
    private int _waiting;

    /// <summary>5 seconds.</summary>
    [Obsolete("This field will be removed in future versions.")]
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A barrier.</summary>
    /// <param name="testKit">Whose timeouts are used.</param>
    /// <param name="count">How many must come.</param>
    /// <param name="defaultTimeout">How long <see cref="Await()"/> waits, before it is dilated; null for <see cref="TestKitSettings.DefaultTimeout"/>.</param>
    public TestBarrier(TestKitBase testKit, int count, TimeSpan? defaultTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(testKit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _testKit = testKit;
        _count = count;
        _defaultTimeout = defaultTimeout ?? testKit.TestKitSettings.DefaultTimeout;
    }

    /// <summary>Blocks until all have come, for the default timeout.</summary>
    /// <exception cref="TimeoutException">Not all came in time.</exception>
    public void Await() => Await(_defaultTimeout);

    /// <summary>Blocks until all have come.</summary>
    /// <param name="timeout">How long at most, before it is dilated.</param>
    /// <exception cref="TimeoutException">Not all came in time; then this one no longer counts as having come.</exception>
    public void Await(TimeSpan timeout)
    {
        TaskCompletionSource round;
        lock (_gate)
        {
            round = _allCame;
            if (++_waiting == _count)
            {
                StartRound();
                round.SetResult();
                return;
            }
        }

        var limit = _testKit.Dilated(timeout);
        if (BlockedThread.Wait(round.Task, limit, CancellationToken.None))
            return;
        lock (_gate)
        {
            if (round.Task.IsCompleted)
                return;
            var came = _waiting;
            if (ReferenceEquals(round, _allCame))
                _waiting--;
            throw new TimeoutException($"Timeout of {limit}: only {came} of {_count} came to the barrier");
        }
    }

    /// <summary>Lets those who wait go on, and starts anew.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            var round = _allCame;
            StartRound();
            round.SetResult();
        }
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void StartRound()
    {
        _allCame = NewRound();
        _waiting = 0;
    }
}
