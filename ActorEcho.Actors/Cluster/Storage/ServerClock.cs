namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>
/// What was last heard of a server's clock, and with it what that clock says at moments of this process's monotonic one. The two are
/// not compared: each only measures the time since the answer, and the server's had begun before the answer was heard.
/// </summary>
/// <param name="Reading">What the clock said.</param>
/// <param name="HeardAt">When the answer was here, on the monotonic clock.</param>
internal readonly record struct ServerClock(DateTime Reading, long HeardAt)
{
    private static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    /// <summary>A time of the server's clock that has come by this moment at the latest: sooner, by as long as the answer was under
    /// way.</summary>
    public DateTime NoLaterThan(long moment) => moment == long.MaxValue ? Never : Reading + MonotonicTime.Between(HeardAt, moment);
}
