using System.Diagnostics;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// Leads a load run through its stages and tells how it goes. The stage is read on every batch of messages, so reading it
/// is one load from memory.
/// </summary>
/// <param name="timing">How long each stage lasts.</param>
internal sealed class LoadClock(LoadTiming timing)
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private volatile LoadStage _stage = LoadStage.WarmUp;
    private long _measuringSince;
    private long _drainingSince;
    private long _countsBefore = long.MinValue;

    public LoadStage Stage => _stage;

    public bool IsMeasuring => _stage == LoadStage.Measuring;

    public bool IsDraining => _stage == LoadStage.Draining;

    /// <summary>When the draining began; to be read while it drains.</summary>
    public long DrainingSince => _drainingSince;

    /// <summary>
    /// The latency of a message that comes now counts if it was due before this: none in the warm-up, all while it measures,
    /// and afterwards what was due by then, since a server that stalls over the end must not hide what it delayed.
    /// </summary>
    public long CountsBefore => Volatile.Read(ref _countsBefore);

    /// <summary>How long the measuring really lasted; zero when it was stopped before.</summary>
    public TimeSpan Measured => _measuringSince == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_measuringSince, _drainingSince);

    public static long NanosecondsBetween(long start, long end) => (long)((end - start) * NanosecondsPerTick);

    /// <summary>Runs the stages.</summary>
    /// <param name="load">Completes when nothing is under way or owed any more, or all has failed.</param>
    /// <param name="completed">How many round trips, or deliveries, there were so far.</param>
    /// <param name="faults">What went wrong so far.</param>
    /// <param name="progress">Is told once a second.</param>
    /// <param name="stop">Ends the measuring early.</param>
    public async Task RunAsync(
        Task load, Func<long> completed, LoadFaults faults, IProgress<LoadProgress>? progress, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        var telling = progress is null ? Task.CompletedTask : TellAsync(completed, faults, progress, over.Token);
        await LastAsync(load, timing.WarmUp, stop);
        if (!stop.IsCancellationRequested)
        {
            _measuringSince = Stopwatch.GetTimestamp();
            Volatile.Write(ref _countsBefore, long.MaxValue);
            _stage = LoadStage.Measuring;
            await LastAsync(load, timing.Duration, stop);
        }

        _drainingSince = Stopwatch.GetTimestamp();
        if (_stage == LoadStage.Measuring) Volatile.Write(ref _countsBefore, _drainingSince);
        _stage = LoadStage.Draining;
        await LastAsync(load, timing.Drain, CancellationToken.None);
        await over.CancelAsync();
        await telling;
    }

    private static async Task LastAsync(Task load, TimeSpan time, CancellationToken stop)
    {
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(load, Task.Delay(time, settled.Token));
        await settled.CancelAsync();
    }

    private async Task TellAsync(
        Func<long> completed, LoadFaults faults, IProgress<LoadProgress> progress, CancellationToken over)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var start = Stopwatch.GetTimestamp();
        var (lastTime, lastCount) = (start, 0L);
        try
        {
            while (await second.WaitForNextTickAsync(over))
            {
                var (time, count) = (Stopwatch.GetTimestamp(), completed());
                var perSecond = (count - lastCount) / Stopwatch.GetElapsedTime(lastTime, time).TotalSeconds;
                progress.Report(new LoadProgress(_stage, Stopwatch.GetElapsedTime(start, time), perSecond, faults.Count));
                (lastTime, lastCount) = (time, count);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The run is over, and with it the telling.
        }
    }
}
