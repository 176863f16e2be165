namespace ActorEcho.Actors.Clients.Load;

/// <summary>How a load run goes, told once a second.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Elapsed">Time since the load began.</param>
/// <param name="PerSecond">Round trips, or deliveries, per second since it was last told.</param>
/// <param name="Faults">How many connections failed so far.</param>
public readonly record struct LoadProgress(LoadStage Stage, TimeSpan Elapsed, double PerSecond, int Faults);
