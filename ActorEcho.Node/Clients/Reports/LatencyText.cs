using System.Globalization;
using ActorEcho.Actors.Clients.Measuring;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>A latency histogram in figures and drawn.</summary>
internal static class LatencyText
{
    private const int BarColumns = 40;

    /// <summary>The percentiles that a report names.</summary>
    public static readonly double[] Percentiles = [50, 90, 99, 99.9, 99.99];

    public static void Write(TextWriter output, LatencyHistogram latency)
    {
        if (latency.Count == 0)
        {
            output.WriteLine("  latency      nothing was measured");
            return;
        }

        output.WriteLine($"  latency      min {Time(latency.Min)}, mean {Time(latency.Mean)}, max {Time(latency.Max)}");
        output.WriteLine($"               {string.Join(", ", Percentiles.Select(percent => $"{NameOf(percent)} {Time(latency.Percentile(percent))}"))}");
        output.WriteLine();
        Draw(output, latency);
    }

    /// <summary>The name of a percentile: <c>p99.9</c>.</summary>
    public static string NameOf(double percent) => $"p{percent.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A time in the unit that suits it.</summary>
    public static string Time(TimeSpan time) => time.TotalMicroseconds switch
    {
        < 1_000 and var microseconds => string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.0} µs"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
    };

    private static void Draw(TextWriter output, LatencyHistogram latency)
    {
        var octaves = latency.Octaves();
        var most = octaves.Max(octave => octave.Count);
        var all = octaves.Sum(octave => octave.Count);
        foreach (var octave in octaves)
        {
            var bar = new string('#', (int)Math.Ceiling((double)octave.Count * BarColumns / most));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Time(octave.From),10} - {Time(octave.Below),10} |{bar,-BarColumns}| {100.0 * octave.Count / all,6:0.00} %  {octave.Count:N0}"));
        }
    }
}
