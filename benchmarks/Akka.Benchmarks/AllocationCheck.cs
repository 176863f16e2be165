using System.Globalization;
using System.Text.Json;

namespace Akka.Benchmarks;

/// <summary>
/// Compares what each shape allocates for an operation with what <c>allocations.json</c> allows it: bytes, unlike times, do not
/// depend on what else the machine does. Whoever makes a hot path allocate more has to change a number there.
/// On an event loop the numbers are exact. What runs on the thread pool has some to spare: a message to an actor whose turn is
/// just ending is queued, and lists of children grow.
/// </summary>
internal static class AllocationCheck
{
    private const string File = "allocations.json";
    private const int Rounds = 3;

    // Bytes for an operation that the runtime may allocate meanwhile for itself.
    private const double Slack = 0.5;

    /// <returns>Whether every shape keeps to what it may allocate.</returns>
    public static bool Passes(TextWriter output)
    {
        var allowed = JsonSerializer.Deserialize<Dictionary<string, double>>(global::System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, File)))!;
        var breaches = allowed.Keys.Except(NamedShapes.All.Select(static shape => shape.Name)).Select(static name => $"{File} names \"{name}\", and there is no such shape").ToList();
        output.WriteLine("| shape | bytes allocated per operation | allowed |");
        output.WriteLine("|---|---:|---:|");
        foreach (var (name, make) in NamedShapes.All)
        {
            var bytes = Measure(make);
            var limit = allowed.TryGetValue(name, out var found) ? found : -1;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes:F1} | {limit:F0} |"));
            if (limit < 0)
                breaches.Add($"{File} does not name \"{name}\"");
            else if (bytes > limit + Slack)
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" allocates {bytes:F1} bytes for an operation; {File} allows {limit:F0}"));
        }

        breaches.ForEach(output.WriteLine);
        output.WriteLine($"allocations: {NamedShapes.All.Count - Math.Min(breaches.Count, NamedShapes.All.Count)} passed, {breaches.Count} failed");
        return breaches.Count == 0;
    }

    // The least of some rounds: what is rare, such as a queue that grows, is not in all of them.
    private static double Measure(Func<Shapes.Shape> make)
    {
        using var shape = make();
        var least = double.MaxValue;
        for (var i = 0; i <= Rounds; i++)
        {
            shape.Prepare();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            shape.Run();
            var bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / shape.Operations;
            if (i > 0)
                least = Math.Min(least, bytes);
        }

        return least;
    }
}
