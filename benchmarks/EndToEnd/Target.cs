using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>What the node is to reach in a scenario.</summary>
internal abstract record Target
{
    /// <summary>In words.</summary>
    public abstract string Text { get; }

    /// <summary>Whether the node has reached it.</summary>
    public abstract bool IsMetBy(ScenarioResult result);

    /// <summary>Where it stands in the pictures of throughput and of processor time; null where it does not.</summary>
    public virtual (double? Throughput, double? Cpu) Marks(ScenarioResult result) => (null, null);

    /// <summary>At least so much throughput as another server, and at most so much processor time for an operation.</summary>
    /// <param name="Throughput">The ratio of throughput.</param>
    /// <param name="Cpu">The ratio of processor time; null for any.</param>
    /// <param name="Other">The other server.</param>
    public sealed record Ratio(double Throughput, double? Cpu = null, string Other = Server.BaselineName) : Target
    {
        public override string Text => string.Create(
            CultureInfo.InvariantCulture, $"≥ {Throughput:F2}{(Cpu is null ? "" : $", ≤ {Cpu:F2}")}{(Other == Server.BaselineName ? "" : $" of {Other}")}");

        // As precise as they are printed.
        public override bool IsMetBy(ScenarioResult result) =>
            Math.Round(result.Ratio(Server.NodeName, Other, static m => m.PerSecond), 2) >= Throughput
            && (Cpu is null || Math.Round(result.Ratio(Server.NodeName, Other, static m => m.CpuMicroseconds), 2) <= Cpu);

        public override (double? Throughput, double? Cpu) Marks(ScenarioResult result) => (
            Throughput * result.ToBaseline(Other, static m => m.PerSecond), Cpu * result.ToBaseline(Other, static m => m.CpuMicroseconds));
    }

    /// <summary>At least so many operations per second.</summary>
    public sealed record Rate(double PerSecond) : Target
    {
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"≥ {PerSecond:N0}/s");

        public override bool IsMetBy(ScenarioResult result) => result.Value(Server.NodeName, static m => m.PerSecond) >= PerSecond;
    }

    /// <summary>Half of the operations take no longer than with the best of the others.</summary>
    public sealed record BestMedian : Target
    {
        public override string Text => "p50 ≤ the best";

        public override bool IsMetBy(ScenarioResult result) =>
            result.Value(Server.NodeName, static m => m.P50) <= result.Servers.Min(static server => Median.Of(server, static m => m.P50));
    }
}
