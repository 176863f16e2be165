using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Tests.Actor.Scheduler;

public sealed class HashedWheelTimerSchedulerTests : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(3650);

    private readonly SchedulerFixture _fixture = new();
    private readonly Recorder _receiver = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_message_comes_with_its_sender()
    {
        _fixture.Scheduler.ScheduleTellOnce(1, _receiver, "hello", ActorRefs.Nobody);
        Assert.Equal(("hello", ActorRefs.Nobody), await _receiver.NextWithSender());
    }

    [Fact]
    public async Task Nothing_comes_before_its_time()
    {
        var delay = TimeSpan.FromMilliseconds(35);
        var clock = Stopwatch.StartNew();
        _fixture.Scheduler.ScheduleTellOnce(delay, _receiver, "late", ActorRefs.NoSender);
        await _receiver.Next();
        Assert.True(clock.Elapsed >= delay);
    }

    [Fact]
    public async Task Without_a_delay_it_comes_at_once_and_in_order()
    {
        for (var i = 0; i < 1000; i++)
            _fixture.Scheduler.ScheduleTellOnce(TimeSpan.Zero, _receiver, i, ActorRefs.NoSender);
        Assert.Equal(Enumerable.Range(0, 1000).Cast<object>(), await _receiver.Next(1000));
    }

    [Fact]
    public async Task Messages_come_in_the_order_of_their_deadlines_even_within_a_tick()
    {
        // This thread may be held up between the calls, so each deadline is only known to lie between two times.
        var clock = Stopwatch.StartNew();
        var earliest = new Dictionary<int, TimeSpan>();
        var latest = new Dictionary<int, TimeSpan>();
        for (var i = 40; i > 0; i--)
        {
            var delay = TimeSpan.FromMilliseconds(100 + i);
            earliest[i] = clock.Elapsed + delay;
            _fixture.Scheduler.ScheduleTellOnce(delay, _receiver, i, ActorRefs.NoSender);
            latest[i] = clock.Elapsed + delay;
        }

        var order = (await _receiver.Next(40)).Cast<int>().ToList();

        Assert.Equal(Enumerable.Range(1, 40), order.Order());
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(earliest[pair.First] <= latest[pair.Second]));
    }

    [Fact]
    public async Task An_earlier_deadline_wakes_the_sleeping_thread()
    {
        _fixture.Scheduler.ScheduleTellOnce(Never, _receiver, "never", ActorRefs.NoSender);
        _fixture.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), _receiver, "in an hour", ActorRefs.NoSender);
        _fixture.Scheduler.ScheduleTellOnce(20, _receiver, "first", ActorRefs.NoSender);
        Assert.Equal("first", await _receiver.Next());
        _fixture.Scheduler.ScheduleTellOnce(20, _receiver, "second", ActorRefs.NoSender);
        Assert.Equal("second", await _receiver.Next());
    }

    [Fact]
    public async Task The_longest_delay_there_is_harms_nobody()
    {
        _fixture.Scheduler.ScheduleTellOnce(TimeSpan.MaxValue, _receiver, "never", ActorRefs.NoSender);
        _fixture.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.MaxValue, _receiver, "once", ActorRefs.NoSender);
        _fixture.Scheduler.ScheduleTellOnce(30, _receiver, "now", ActorRefs.NoSender);
        Assert.Equal(["once", "now"], await _receiver.Next(2));
    }

    [Fact]
    public async Task Everything_scheduled_by_many_threads_comes_exactly_once()
    {
        const int Threads = 4;
        const int Each = 20_000;
        Parallel.For(0, Threads, thread =>
        {
            for (var i = 0; i < Each; i++)
                _fixture.Scheduler.ScheduleTellOnce(i % 40, _receiver, (thread * Each) + i, ActorRefs.NoSender);
        });

        var all = await _receiver.Next(Threads * Each);
        Assert.Equal(Enumerable.Range(0, Threads * Each), all.Cast<int>().Order());
    }

    [Fact]
    public async Task A_cancelled_message_does_not_come()
    {
        using (_fixture.Hold())
        {
            var cancelable = _fixture.Scheduler.ScheduleTellOnceCancelable(20, _receiver, "cancelled", ActorRefs.NoSender);
            _fixture.Scheduler.ScheduleTellOnce(60, _receiver, "last", ActorRefs.NoSender);
            cancelable.Cancel();
        }

        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public async Task What_is_scheduled_with_a_cancelled_cancelable_never_comes()
    {
        _fixture.Scheduler.ScheduleTellOnce(0, _receiver, "cancelled", ActorRefs.NoSender, Cancelable.CreateCanceled());
        _fixture.Scheduler.ScheduleTellOnce(20, _receiver, "last", ActorRefs.NoSender);
        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public async Task One_cancelable_cancels_all_that_was_scheduled_with_it()
    {
        using var cancelable = new Cancelable(_fixture.Scheduler);
        using (_fixture.Hold())
        {
            for (var i = 0; i < 10; i++)
                _fixture.Scheduler.ScheduleTellOnce(30 + i, _receiver, i, ActorRefs.NoSender, cancelable);
            _fixture.Scheduler.ScheduleTellRepeatedly(30, 10, _receiver, "repeated", ActorRefs.NoSender, cancelable);
            cancelable.Cancel();
            _fixture.Scheduler.ScheduleTellOnce(80, _receiver, "last", ActorRefs.NoSender);
        }

        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public async Task A_cancelable_of_another_kind_cancels_as_well()
    {
        using var source = new CancellationTokenSource();
        using (_fixture.Hold())
        {
            _fixture.Scheduler.ScheduleTellOnce(30, _receiver, "cancelled", ActorRefs.NoSender, new TokenCancelable(source));
            await source.CancelAsync();
            _fixture.Scheduler.ScheduleTellOnce(60, _receiver, "last", ActorRefs.NoSender);
        }

        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public async Task A_repeated_message_comes_until_it_is_cancelled()
    {
        var cancelable = _fixture.Scheduler.ScheduleTellRepeatedlyCancelable(0, 10, _receiver, "again", ActorRefs.NoSender);
        await _receiver.Next(5);
        cancelable.Cancel();

        // Whatever was on its way came before this.
        _fixture.Scheduler.ScheduleTellOnce(0, _receiver, "mark", ActorRefs.NoSender);
        while (await _receiver.Next() is not "mark")
        {
        }

        _fixture.Scheduler.ScheduleTellOnce(50, _receiver, "last", ActorRefs.NoSender);
        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public async Task Repeated_runs_stay_on_the_grid_of_the_first_one_and_leave_out_what_was_missed()
    {
        var interval = TimeSpan.FromMilliseconds(20);
        var clock = Stopwatch.StartNew();
        var runs = 0;
        var ends = new TaskCompletionSource<TimeSpan>();
        var cancelable = new Cancelable(_fixture.Advanced);
        _fixture.Advanced.ScheduleRepeatedly(interval, interval, () =>
        {
            if (++runs == 2)
                BusyFor(TimeSpan.FromMilliseconds(70)); // misses three runs
            if (runs == 5)
            {
                ends.TrySetResult(clock.Elapsed);
                cancelable.Cancel();
            }
        }, cancelable);

        // Runs 1 and 2 at 20 and 40 ms; those at 60, 80 and 100 fall into run 2; so run 5 is due at 160 ms or later.
        var elapsed = await ends.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(elapsed >= 8 * interval, $"it took {elapsed}");
    }

    [Fact]
    public async Task Actions_and_runnables_run_once_or_repeatedly()
    {
        _fixture.Advanced.ScheduleOnce(1, () => _receiver.Tell("action", ActorRefs.Nobody));
        Assert.Equal("action", await _receiver.Next());

        _fixture.Advanced.ScheduleOnce(TimeSpan.Zero, new TellingRunnable(_receiver));
        Assert.Equal("runnable", await _receiver.Next());

        using var cancelable = new Cancelable(_fixture.Advanced);
        _fixture.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(10), new TellingRunnable(_receiver), cancelable);
        Assert.All(await _receiver.Next(3), message => Assert.Equal("runnable", message));
        cancelable.Cancel();
    }

    [Fact]
    public async Task An_action_that_throws_is_logged_and_harms_no_other()
    {
        _fixture.Advanced.ScheduleOnce(0, () => throw new InvalidOperationException("broken"));
        _fixture.Scheduler.ScheduleTellOnce(10, _receiver, "unharmed", ActorRefs.NoSender);
        Assert.Equal("unharmed", await _receiver.Next());
        var line = (string)await _fixture.Log.Lines.Next();
        Assert.StartsWith("ErrorLevel Error while executing scheduled task", line, StringComparison.Ordinal);
        Assert.EndsWith("broken", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_action_that_throws_is_not_repeated()
    {
        _fixture.Advanced.ScheduleRepeatedly(0, 10, () =>
        {
            _receiver.Tell("run", ActorRefs.Nobody);
            throw new InvalidOperationException("broken");
        });
        Assert.Equal("run", await _receiver.Next());
        _fixture.Scheduler.ScheduleTellOnce(60, _receiver, "last", ActorRefs.NoSender);
        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public void Negative_delays_and_intervals_that_are_not_positive_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => _fixture.Scheduler.ScheduleTellOnce(-1, _receiver, "", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>("initialDelay", () => _fixture.Scheduler.ScheduleTellRepeatedly(-1, 1, _receiver, "", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => _fixture.Scheduler.ScheduleTellRepeatedly(0, 0, _receiver, "", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => _fixture.Advanced.ScheduleOnce(-1, () => { }));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => _fixture.Advanced.ScheduleRepeatedly(0, 0, () => { }));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => _fixture.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromTicks(-1), new TellingRunnable(_receiver)));
    }

    [Theory]
    [InlineData("akka.scheduler.tick-duration = 500us")]
    [InlineData("akka.scheduler.ticks-per-wheel = 0")]
    public void Settings_out_of_range_are_refused(string settings) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SchedulerFixture(settings));

    [Fact]
    public async Task The_tick_is_a_setting()
    {
        using var fixture = new SchedulerFixture("akka.scheduler.tick-duration = 1ms, akka.scheduler.ticks-per-wheel = 64");
        // The second lies more than a turn of the wheel ahead: in its place, the first one's is not yet reached.
        fixture.Scheduler.ScheduleTellOnce(50, _receiver, "first", ActorRefs.NoSender);
        fixture.Scheduler.ScheduleTellOnce(100, _receiver, "second", ActorRefs.NoSender);
        Assert.Equal(["first", "second"], await _receiver.Next(2));
    }

    [Fact]
    public void After_the_shutdown_nothing_can_be_scheduled()
    {
        _fixture.Dispose();
        var failure = Assert.Throws<SchedulerException>(() => _fixture.Scheduler.ScheduleTellOnce(0, _receiver, "", ActorRefs.NoSender));
        Assert.Equal("cannot enqueue after timer shutdown", failure.Message);
        Assert.Throws<SchedulerException>(() => _fixture.Advanced.ScheduleRepeatedly(0, 1, () => { }));
    }

    [Fact]
    public async Task After_the_shutdown_nothing_runs_any_more()
    {
        _fixture.Scheduler.ScheduleTellRepeatedly(0, 1, _receiver, "again", ActorRefs.NoSender);
        _fixture.Scheduler.ScheduleTellOnce(Never, _receiver, "never", ActorRefs.NoSender);
        await _receiver.Next(3);
        _fixture.Dispose();
        _receiver.Rest();

        using var other = new SchedulerFixture();
        other.Scheduler.ScheduleTellOnce(50, _receiver, "last", ActorRefs.NoSender);
        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public void Shutting_down_twice_or_before_the_first_use_does_no_harm()
    {
        _fixture.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task The_scheduler_can_be_shut_down_by_what_it_runs()
    {
        _fixture.Advanced.ScheduleOnce(0, () =>
        {
            _fixture.Dispose();
            _receiver.Tell("disposed", ActorRefs.Nobody);
        });
        Assert.Equal("disposed", await _receiver.Next());
    }

    [Fact]
    public async Task A_shutdown_that_takes_too_long_is_logged()
    {
        using var fixture = new SchedulerFixture("akka.scheduler.shutdown-timeout = 20ms");
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        fixture.Advanced.ScheduleOnce(0, () =>
        {
            started.Set();
            release.Wait();
        });
        Assert.True(started.Wait(TimeSpan.FromSeconds(20)));
        fixture.Dispose();
        Assert.Contains("Failed to shutdown scheduler within 00:00:00.0200000", (string)await fixture.Log.Lines.Next(), StringComparison.Ordinal);
        release.Set();
    }

    [Fact]
    public async Task A_timer_calls_back_with_its_state()
    {
        var handle = _fixture.StartTimer(TimeSpan.FromMilliseconds(5), state => _receiver.Tell(state!, ActorRefs.Nobody), "state");
        Assert.Equal("state", await _receiver.Next());
        Assert.False(handle.Cancel());
    }

    [Fact]
    public async Task A_timer_that_was_cancelled_never_calls_back()
    {
        using (_fixture.Hold())
        {
            var handle = _fixture.StartTimer(TimeSpan.FromMilliseconds(20), state => _receiver.Tell("cancelled", ActorRefs.Nobody), null);
            Assert.True(handle.Cancel());
            Assert.False(handle.Cancel());
            _fixture.Scheduler.ScheduleTellOnce(60, _receiver, "last", ActorRefs.NoSender);
        }

        Assert.Equal("last", await _receiver.Next());
    }

    [Fact]
    public async Task The_shutdown_calls_back_whoever_still_waits_for_a_timer()
    {
        var handle = _fixture.StartTimer(Never, state => _receiver.Tell("called", ActorRefs.Nobody), null);
        _fixture.Dispose();
        Assert.Equal("called", await _receiver.Next());
        Assert.False(handle.Cancel());
    }

    [Fact]
    public async Task After_the_shutdown_a_timer_calls_back_at_once()
    {
        _fixture.Dispose();
        var handle = _fixture.StartTimer(Never, state => _receiver.Tell("called", ActorRefs.Nobody), null);
        Assert.Equal("called", await _receiver.Next());
        Assert.False(handle.Cancel());
    }

    [Fact]
    public async Task Of_cancelling_and_calling_back_exactly_one_happens()
    {
        const int Count = 50_000;
        var calledBack = new ConcurrentBag<int>();
        var cancelled = new ConcurrentBag<int>();
        var handles = new ITimerHandle[Count];
        for (var i = 0; i < Count; i++)
            handles[i] = _fixture.StartTimer(TimeSpan.FromMilliseconds(i % 30), state => calledBack.Add((int)state!), i);
        Parallel.For(0, Count, i =>
        {
            if (handles[i].Cancel())
                cancelled.Add(i);
        });

        _fixture.Scheduler.ScheduleTellOnce(100, _receiver, "last", ActorRefs.NoSender);
        await _receiver.Next();
        Assert.Equal(Enumerable.Range(0, Count), calledBack.Concat(cancelled).Order());
    }

    [Fact]
    public void Cancelled_timers_keep_neither_their_state_nor_much_of_themselves_alive()
    {
        var states = StartAndCancel(100_000);
        GC.Collect();
        Assert.DoesNotContain(states, state => state.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<WeakReference> StartAndCancel(int count)
    {
        var states = new List<WeakReference>();
        for (var i = 0; i < count; i++)
        {
            var state = new object();
            if (i % 100 == 0)
                states.Add(new WeakReference(state));
            _fixture.StartTimer(Never, static _ => { }, state).Cancel();
        }

        return states;
    }

    private static void BusyFor(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
            Thread.SpinWait(100);
    }

    private sealed class TellingRunnable(ICanTell receiver) : IRunnable
    {
        public void Run() => receiver.Tell("runnable", ActorRefs.Nobody);

        public void Execute() => Run();
    }

    private sealed class TokenCancelable(CancellationTokenSource source) : ICancelable
    {
        public bool IsCancellationRequested => source.IsCancellationRequested;

        public CancellationToken Token => source.Token;

        public void Cancel() => source.Cancel();

        public void Cancel(bool throwOnFirstException) => source.Cancel(throwOnFirstException);

        public void CancelAfter(TimeSpan delay) => source.CancelAfter(delay);

        public void CancelAfter(int millisecondsDelay) => source.CancelAfter(millisecondsDelay);
    }
}
