using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// Has the database forget what need not be kept, now and then, and looks after its queue of notifications. Every node does so;
/// those who come while another is at it go away again.
/// </summary>
internal sealed class RetentionActor : ReceiveActor, IWithTimers
{
    /// <summary>Above this somebody who listens has not read for long; at 1 nobody can store anything any more.</summary>
    private const double CrowdedQueue = 0.1;

    /// <summary>After so many in a row it is said: it is more than a restart of the database brings.</summary>
    private const int FailuresToTell = 3;

    /// <summary>What a call is made to forget at least: so little that a database that cannot do it in time can do nothing.</summary>
    private const int FewestAtOnce = 32;

    private readonly ClusterStore _store;
    private readonly ReopeningConnection _connection;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _failures;
    private int _atOnce = ClusterStore.MaxEntriesTrimmed;

    public RetentionActor(ClusterStore store)
    {
        _store = store;
        _connection = new ReopeningConnection(store, "retention");
        ReceiveAsync<Round>(async _ =>
        {
            await ForgetAsync();
            AwaitNextRound();
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ClusterStore store) => Akka.Actor.Props.Create(() => new RetentionActor(store));

    /// <inheritdoc/>
    protected override void PreStart() => AwaitNextRound();

    /// <inheritdoc/>
    protected override void PostStop() => _connection.Close();

    private void AwaitNextRound() => Timers.StartSingleTimer(Round.Instance, Round.Instance, _store.Settings.Lease / 2);

    private async Task ForgetAsync()
    {
        double usage;
        try
        {
            while (await _connection.CallAsync(TrimAsync))
            {
                // There is more than one call takes.
            }

            // Only now that all is done: in the midst of much to do, what was too much before would be so again.
            _atOnce = Math.Min(_atOnce * 2, ClusterStore.MaxEntriesTrimmed);
            usage = await _connection.CallAsync(ClusterStore.ReadNotificationUsageAsync);
            _failures = 0;
        }
        catch (Exception exception) when (DatabaseTrouble.Is(exception))
        {
            if (++_failures == FailuresToTell)
                _log.Warning("The database could not be tidied {0} times in a row, so it keeps more than it should: {1}", _failures, exception.Message);
            else
                _log.Debug("The database cannot be tidied: {0}", exception.Message);
            return;
        }

        if (usage > CrowdedQueue)
        {
            _log.Warning(
                "The database's queue of notifications is {0:P0} full: some connection that listens does not read, of this cluster or of another program in that database. See pg_stat_activity for the oldest one; end it with pg_terminate_backend",
                usage);
        }
    }

    /// <summary>A call forgets all that it was asked to, or nothing: one that was asked too much would never come to its end.</summary>
    private async Task<bool> TrimAsync(ClusterConnection connection)
    {
        try
        {
            return await _store.TrimAsync(connection, _atOnce).ConfigureAwait(false);
        }
        catch (Exception exception) when (DatabaseTrouble.IsTimeout(exception))
        {
            _atOnce = Math.Max(_atOnce / 2, FewestAtOnce);
            throw;
        }
    }

    private sealed class Round : INotInfluenceReceiveTimeout
    {
        public static readonly Round Instance = new();
    }
}
