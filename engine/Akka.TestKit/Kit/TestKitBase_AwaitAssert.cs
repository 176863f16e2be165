using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Repeating assertions until they hold.
public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Repeats assertions until they hold; what they threw last passes on where time is over.</summary>
    /// <param name="assertion">The assertions; they throw where they do not hold.</param>
    /// <param name="duration">How long at most, before it is dilated; null for <see cref="RemainingOrDefault"/>.</param>
    /// <param name="interval">How long to wait between two tries; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        RepeatUntilHolding(Asynchronous(assertion), duration, interval, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="AwaitAssert"/>
    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        RepeatUntilHolding(Asynchronous(assertion), duration, interval, WaitMode.Async, cancellationToken).AsTask();

    /// <inheritdoc cref="AwaitAssert"/>
    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        RepeatUntilHolding(assertion, duration, interval, WaitMode.Async, cancellationToken).AsTask();

    private static Func<Task> Asynchronous(Action assertion) => () =>
    {
        assertion();
        return Task.CompletedTask;
    };

    private async ValueTask RepeatUntilHolding(Func<Task> assertion, TimeSpan? duration, TimeSpan? interval, WaitMode mode, CancellationToken cancellationToken)
    {
        var pause = interval ?? DefaultInterval;
        pause.EnsureIsPositiveFinite(nameof(interval));
        var deadline = Deadline.After(RemainingOrDilated(duration));
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (deadline.Remaining > TimeSpan.Zero)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            // The last try is made when the time is over, not before.
            await Waiting.Delay(pause.Min(deadline.Remaining), mode, cancellationToken);
        }
    }
}
