namespace ActorEcho.Actors.Clients.Pinging;

/// <summary>What became of one ping.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="RoundTrip">The time until its answer; null when it is lost.</param>
/// <param name="Problem">Why it is lost, in words; null when it is not.</param>
public sealed record PingResult(int Sequence, TimeSpan? RoundTrip, string? Problem);
