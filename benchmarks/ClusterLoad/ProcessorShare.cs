using System.Diagnostics;
using ActorEcho.Actors.Clients.Load;

namespace ActorEcho.ClusterLoad;

/// <summary>How much of a core the nodes use while a load is measured: what they compile in its warm-up is not in its throughput either.</summary>
internal sealed class ProcessorShare(RunningNode one, RunningNode two) : IProgress<LoadProgress>
{
    private (double Seconds, long Time) _before = Now(one, two);

    /// <summary>Called once a second: the last time in the warm-up is where the measuring begins, or less than a second before.</summary>
    /// <param name="value">How the load goes.</param>
    public void Report(LoadProgress value)
    {
        if (value.Stage == LoadStage.WarmUp) _before = Now(one, two);
    }

    /// <summary>To be asked as soon as the load is over.</summary>
    public double SinceWarmUp() => (Now(one, two).Seconds - _before.Seconds) / Stopwatch.GetElapsedTime(_before.Time).TotalSeconds;

    private static (double Seconds, long Time) Now(RunningNode one, RunningNode two) => (one.CpuSeconds + two.CpuSeconds, Stopwatch.GetTimestamp());
}
