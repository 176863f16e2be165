using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Pattern;
using Npgsql;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// The database's failing those who live off it. The writer tells of an outage once; that others have noticed it as well is at first
/// only of interest to who looks for it.
/// </summary>
internal static class DatabaseTrouble
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(2);
    private const double BackoffSpread = 0.2;

    /// <summary>A supervisor for an actor that stops then: it is started again after a while, which grows.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="name">Its name below the supervisor.</param>
    public static Props Supervise(Props actor, string name) => BackoffSupervisor.Props(
        Backoff.OnStop(actor, name, FirstBackoff, LongestBackoff, BackoffSpread, maxNrOfRetries: -1));

    /// <summary>Whether it is the database that failed. Everything else is a fault of ours, and goes the way of all failures.</summary>
    public static bool Is(Exception exception) => exception is NpgsqlException or TimeoutException or ClusterSchemaException;

    /// <summary>Whether a call took longer than it may: here, or by the database's own reckoning, whichever came first.</summary>
    public static bool IsTimeout(Exception exception) =>
        exception is TimeoutException or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };
}
