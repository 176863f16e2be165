using System.Numerics;

namespace ActorEcho.Actors.Clients.Measuring;

/// <summary>
/// Counts durations in buckets whose width grows with the value, so that a microsecond and a minute are both known to
/// within 1 % in 40 KB. Recording is thread-safe, allocates nothing and costs one atomic increment as a rule; reading is
/// exact once nobody records any more.
/// </summary>
/// <remarks>Below 256 ns a bucket is a nanosecond wide; above, each doubling of the value has 128 buckets.</remarks>
public sealed class LatencyHistogram
{
    private const int ExactBits = 8;
    private const int ExactBuckets = 1 << ExactBits;
    private const int BucketsPerOctave = ExactBuckets / 2;
    private const int HighestBit = 41;
    private const int Buckets = ExactBuckets + (HighestBit - ExactBits + 1) * BucketsPerOctave;

    /// <summary>The longest duration that has a bucket of its own, about 73 minutes; longer ones share the last.</summary>
    private const long HighestValue = (1L << (HighestBit + 1)) - 1;

    private readonly long[] _counts = new long[Buckets];
    private long _min = long.MaxValue;
    private long _max = -1;

    /// <summary>How many durations were recorded.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            foreach (ref var bucket in _counts.AsSpan()) count += Volatile.Read(ref bucket);
            return count;
        }
    }

    /// <summary>The shortest duration, exactly; zero when there is none.</summary>
    public TimeSpan Min => Volatile.Read(ref _max) < 0 ? TimeSpan.Zero : FromNanoseconds(Volatile.Read(ref _min));

    /// <summary>The longest duration, exactly; zero when there is none.</summary>
    public TimeSpan Max => FromNanoseconds(Math.Max(0, Volatile.Read(ref _max)));

    /// <summary>The mean, to within half a bucket and never beyond the extremes; zero when there is none.</summary>
    public TimeSpan Mean
    {
        get
        {
            var sum = 0.0;
            var count = 0L;
            for (var i = 0; i < Buckets; i++)
            {
                var inBucket = Volatile.Read(ref _counts[i]);
                sum += inBucket * ((LowerEdge(i) + UpperEdge(i)) / 2.0);
                count += inBucket;
            }

            return count == 0 ? TimeSpan.Zero : FromNanoseconds(Math.Min(Math.Max(sum / count, Volatile.Read(ref _min)), Volatile.Read(ref _max)));
        }
    }

    /// <summary>Records a duration.</summary>
    /// <param name="nanoseconds">Its length; what is negative counts as zero.</param>
    public void Record(long nanoseconds)
    {
        if (nanoseconds < 0) nanoseconds = 0;
        Interlocked.Increment(ref _counts[BucketOf(nanoseconds)]);
        if (nanoseconds < Volatile.Read(ref _min)) Lower(nanoseconds);
        if (nanoseconds > Volatile.Read(ref _max)) Raise(nanoseconds);
    }

    /// <summary>Adds what another histogram counted.</summary>
    /// <param name="other">The other one; unchanged.</param>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Volatile.Read(ref other._max) < 0) return;
        for (var i = 0; i < Buckets; i++)
        {
            var count = Volatile.Read(ref other._counts[i]);
            if (count > 0) Interlocked.Add(ref _counts[i], count);
        }

        Lower(Volatile.Read(ref other._min));
        Raise(Volatile.Read(ref other._max));
    }

    /// <summary>The duration that a share of all durations does not exceed (nearest rank), rounded up by less than 1 %.</summary>
    /// <param name="percent">The share, above 0 to 100.</param>
    /// <returns>The duration; zero when there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is out of its range.</exception>
    public TimeSpan Percentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var count = Count;
        if (count == 0) return TimeSpan.Zero;
        // In decimal, since 99.9 % of 1000 in binary is a little more than 999, and the next rank is another duration.
        var rank = Math.Clamp((long)Math.Ceiling((decimal)percent * count / 100), 1, count);
        var bucket = 0;
        for (var below = Volatile.Read(ref _counts[0]); below < rank && bucket < Buckets - 1;)
        {
            bucket++;
            below += Volatile.Read(ref _counts[bucket]);
        }

        var longest = Volatile.Read(ref _max);
        return FromNanoseconds(bucket == Buckets - 1 ? longest : Math.Min(UpperEdge(bucket), longest));
    }

    /// <summary>The counts by doublings of the duration, from the first to the last that is not empty.</summary>
    /// <returns>Where each begins, where the next one does, and how many durations lie between.</returns>
    public IReadOnlyList<LatencyOctave> Octaves()
    {
        var counts = new long[HighestBit + 1];
        for (var i = 0; i < Buckets; i++) counts[OctaveOf(LowerEdge(i))] += Volatile.Read(ref _counts[i]);
        var first = Array.FindIndex(counts, count => count > 0);
        var last = Array.FindLastIndex(counts, count => count > 0);
        return first < 0
            ? []
            : [.. Enumerable.Range(first, last - first + 1).Select(octave => new LatencyOctave(
                FromNanoseconds(octave == 0 ? 0 : 1L << octave), FromNanoseconds(1L << (octave + 1)), counts[octave]))];
    }

    private static int OctaveOf(long nanoseconds) => BitOperations.Log2((ulong)nanoseconds | 1);

    private static int BucketOf(long nanoseconds)
    {
        if (nanoseconds < ExactBuckets) return (int)nanoseconds;
        var value = Math.Min(nanoseconds, HighestValue);
        var shift = OctaveOf(value) - ExactBits + 1;
        return ExactBuckets + (shift - 1) * BucketsPerOctave + (int)(value >> shift) - BucketsPerOctave;
    }

    private static long LowerEdge(int bucket)
    {
        if (bucket < ExactBuckets) return bucket;
        var shift = (bucket - ExactBuckets) / BucketsPerOctave + 1;
        return (long)((bucket - ExactBuckets) % BucketsPerOctave + BucketsPerOctave) << shift;
    }

    /// <summary>The longest duration that falls into a bucket.</summary>
    private static long UpperEdge(int bucket) =>
        bucket < ExactBuckets ? bucket : LowerEdge(bucket) + (1L << ((bucket - ExactBuckets) / BucketsPerOctave + 1)) - 1;

    private static TimeSpan FromNanoseconds(double nanoseconds) =>
        TimeSpan.FromTicks((long)Math.Round(nanoseconds / TimeSpan.NanosecondsPerTick));

    private void Lower(long nanoseconds)
    {
        for (var seen = Volatile.Read(ref _min); nanoseconds < seen;)
        {
            var found = Interlocked.CompareExchange(ref _min, nanoseconds, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    private void Raise(long nanoseconds)
    {
        for (var seen = Volatile.Read(ref _max); nanoseconds > seen;)
        {
            var found = Interlocked.CompareExchange(ref _max, nanoseconds, seen);
            if (found == seen) return;
            seen = found;
        }
    }
}
