namespace ActorEcho.Actors.Clients.Pinging;

/// <summary>How to ping.</summary>
public sealed record PingSettings
{
    /// <summary>How many pings to send; null until cancelled.</summary>
    public int? Count { get; init; }

    /// <summary>The time from one ping to the next, by default 1 s; zero sends the next as soon as the last is settled.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long each answer is awaited, by default 2 s; what comes later counts as lost.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(2);
}
