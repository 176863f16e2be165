namespace ActorEcho.Actors.Clients.Load;

/// <summary>How long the stages of a load run last.</summary>
public sealed record LoadTiming
{
    /// <summary>A chat only: how long members are awaited when no further one is let in; by default 10 s.</summary>
    public TimeSpan Registration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Load before the measuring, while code is compiled and buffers grow; by default 2 s.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The measuring, by default 10 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long, after the last message, what is still owed is awaited before it counts as lost; by default 5 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);
}
