namespace ActorEcho.Actors.Clients.Measuring;

/// <summary>The durations between a value and its double.</summary>
/// <param name="From">The shortest that counts.</param>
/// <param name="Below">The first that does not.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct LatencyOctave(TimeSpan From, TimeSpan Below, long Count);
