using Akka.Actor;

namespace Akka.Tests.Actor.Scheduler;

public sealed class CancelableTests : IDisposable
{
    private readonly SchedulerFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void It_is_cancelled_once_and_its_token_with_it()
    {
        using var cancelable = new Cancelable(_fixture.Scheduler);
        var calls = 0;
        using var registration = cancelable.Token.Register(() => calls++);
        Assert.False(cancelable.IsCancellationRequested);
        Assert.False(cancelable.Token.IsCancellationRequested);

        cancelable.Cancel();
        cancelable.Cancel();

        Assert.True(cancelable.IsCancellationRequested);
        Assert.True(cancelable.Token.IsCancellationRequested);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_token_asked_for_after_the_cancellation_is_cancelled()
    {
        using var cancelable = new Cancelable(_fixture.Scheduler);
        cancelable.Cancel();
        Assert.True(cancelable.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task It_cancels_after_a_delay()
    {
        using var fromCall = new Cancelable(_fixture.Scheduler);
        fromCall.CancelAfter(10);
        using var fromConstructor = new Cancelable(_fixture.Scheduler, TimeSpan.FromMilliseconds(10));
        await Cancelled(fromCall);
        await Cancelled(fromConstructor);
    }

    [Fact]
    public void Without_a_delay_it_cancels_at_once()
    {
        using var cancelable = new Cancelable(_fixture.Scheduler, 0);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void A_negative_delay_is_refused()
    {
        using var cancelable = new Cancelable(_fixture.Scheduler);
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => cancelable.CancelAfter(-1));
    }

    [Fact]
    public void A_linked_one_follows_each_of_its_parents()
    {
        foreach (var cancelFirst in new[] { true, false })
        {
            using var first = new Cancelable(_fixture.Scheduler);
            using var second = new Cancelable(_fixture.Scheduler);
            var linked = Cancelable.CreateLinkedCancelable(_fixture.Scheduler, first, second);
            Assert.False(linked.IsCancellationRequested);
            (cancelFirst ? first : second).Cancel();
            Assert.True(linked.IsCancellationRequested);
        }
    }

    [Fact]
    public void A_linked_one_does_not_cancel_its_parents()
    {
        using var parent = new Cancelable(_fixture.Scheduler);
        Cancelable.CreateLinkedCancelable(_fixture.Scheduler, parent).Cancel();
        Assert.False(parent.IsCancellationRequested);
    }

    [Fact]
    public async Task A_linked_one_follows_tokens()
    {
        using var source = new CancellationTokenSource();
        var linked = Cancelable.CreateLinkedCancelable(_fixture.Scheduler, source.Token);
        await source.CancelAsync();
        Assert.True(linked.IsCancellationRequested);
    }

    [Fact]
    public void A_disposed_one_can_no_longer_be_cancelled()
    {
        var cancelable = new Cancelable(_fixture.Scheduler);
        cancelable.Dispose();
        Assert.True(cancelable.IsDisposed);
        Assert.Throws<ObjectDisposedException>(cancelable.Cancel);
        Assert.Throws<ObjectDisposedException>(() => cancelable.Token);
        Assert.Throws<ObjectDisposedException>(() => cancelable.CancelAfter(1));
    }

    [Fact]
    public void Disposing_a_linked_one_lets_go_of_its_parents()
    {
        using var parent = new Cancelable(_fixture.Scheduler);
        var linked = (Cancelable)Cancelable.CreateLinkedCancelable(_fixture.Scheduler, parent);
        linked.Dispose();
        parent.Cancel();
        Assert.False(linked.IsCancellationRequested);
    }

    [Fact]
    public void The_cancelled_one_is_and_stays_cancelled()
    {
        var cancelable = Cancelable.CreateCanceled();
        cancelable.Cancel();
        cancelable.CancelAfter(1);
        Assert.True(cancelable.IsCancellationRequested);
        Assert.True(cancelable.Token.IsCancellationRequested);
    }

    [Fact]
    public void Cancelling_null_does_nothing() => ((ICancelable?)null).CancelIfNotNull();

    private static async Task Cancelled(Cancelable cancelable)
    {
        var cancelled = new TaskCompletionSource();
        using var registration = cancelable.Token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(cancelable.IsCancellationRequested);
    }
}
