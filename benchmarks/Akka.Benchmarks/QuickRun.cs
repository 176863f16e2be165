using System.Diagnostics;
using System.Globalization;
using Akka.Benchmarks.Shapes;

namespace Akka.Benchmarks;

/// <summary>Every shape a few times, with the median: what a change has done, without waiting for BenchmarkDotNet.</summary>
internal static class QuickRun
{
    private const int Rounds = 5;
    private const int IdleActors = 100_000;

    public static void Print(TextWriter output)
    {
        output.WriteLine($"| shape | operations/s, median of {Rounds} | best | bytes allocated per operation |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (name, make) in NamedShapes.All)
            Measure(output, name, make);
        output.WriteLine();
        output.WriteLine($"heap per idle actor: {IdleActorShape.HeapPerActor(IdleActors)} B ({IdleActors:N0} actors)");
    }

    private static void Measure(TextWriter output, string name, Func<Shape> make)
    {
        using var shape = make();
        // Until the just-in-time compiler has made its last version of what runs here.
        for (var i = 0; i < 2; i++)
        {
            shape.Prepare();
            shape.Run();
        }

        var rates = new double[Rounds];
        long allocated = 0;
        for (var i = 0; i < Rounds; i++)
        {
            shape.Prepare();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var started = Stopwatch.GetTimestamp();
            shape.Run();
            rates[i] = shape.Operations / Stopwatch.GetElapsedTime(started).TotalSeconds;
            allocated += GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        Array.Sort(rates);
        var perOperation = (double)allocated / Rounds / shape.Operations;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {rates[Rounds / 2]:N0} | {rates[^1]:N0} | {perOperation:F0} |"));
    }
}
