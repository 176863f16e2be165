namespace Akka.Actor;

/// <summary>One phase of a shutdown, as configured under <c>akka.coordinated-shutdown.phases</c>.</summary>
/// <param name="dependsOn">The phases that must be over before this one starts.</param>
/// <param name="timeout">How long its tasks may take.</param>
/// <param name="recover">Whether the shutdown goes on when a task fails or the time is over.</param>
/// <param name="enabled">Whether its tasks run at all.</param>
internal sealed class Phase(IReadOnlySet<string> dependsOn, TimeSpan timeout, bool recover, bool enabled = true) : IEquatable<Phase>
{
    public IReadOnlySet<string> DependsOn { get; } = dependsOn;

    public TimeSpan Timeout { get; } = timeout;

    public bool Recover { get; } = recover;

    public bool Enabled { get; } = enabled;

    public bool Equals(Phase? other) =>
        other is not null && DependsOn.SetEquals(other.DependsOn) && Timeout == other.Timeout
        && Recover == other.Recover && Enabled == other.Enabled;

    public override bool Equals(object? obj) => Equals(obj as Phase);

    public override int GetHashCode() => HashCode.Combine(DependsOn.Count, Timeout, Recover, Enabled);

    public override string ToString() => $"DependsOn: [{string.Join(',', DependsOn)}], Timeout: {Timeout}, Recover: {Recover}, Enabled: {Enabled}";
}
