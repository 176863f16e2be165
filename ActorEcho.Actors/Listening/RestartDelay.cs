namespace ActorEcho.Actors.Listening;

/// <summary>
/// How long a listener that has ended waits before it is started again: longer every time, until it has stood for a
/// while.
/// </summary>
internal sealed class RestartDelay
{
    /// <summary>Short: most causes are gone at once, and clients are waiting.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>Long enough not to fill a log, short enough to be there soon after the cause is gone. A listener that
    /// has stood this long has recovered.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = Shortest;

    /// <summary>The delay for a listener that has ended after it was bound for a while, or zero when it was not.</summary>
    public TimeSpan Next(TimeSpan stood)
    {
        var delay = stood >= Longest ? Shortest : _next;
        _next = delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }
}
