using ActorEcho.Actors.Clients.Measuring;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// Loads a server with round trips: each connection keeps a number of messages under way (a closed loop), and every byte
/// that comes back is held against what was sent.
/// </summary>
/// <param name="Pattern">What is sent, and what comes back.</param>
/// <param name="Connections">How many connections; at least 1.</param>
/// <param name="Depth">How many messages each connection keeps under way; at least 1.</param>
/// <param name="Timing">How long.</param>
public sealed record RoundTripLoad(RoundTripPattern Pattern, int Connections, int Depth, LoadTiming Timing)
{
    /// <summary>Runs the load.</summary>
    /// <param name="connect">Opens a connection.</param>
    /// <param name="progress">Is told how it goes once a second; null for nobody.</param>
    /// <param name="stop">Ends the measuring early.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before anything was measured, or found wrong.</exception>
    /// <exception cref="ConnectFailedException">A connection could not be opened; nothing was sent.</exception>
    public async Task<RoundTripReport> RunAsync(
        Func<CancellationToken, Task<ClientStream>> connect, IProgress<LoadProgress>? progress, CancellationToken stop)
    {
        var streams = await LoadConnections.OpenAsync(Connections, connect, stop);
        try
        {
            var clock = new LoadClock(Timing);
            var faults = new LoadFaults();
            var histograms = StripedHistogram.For(Connections);
            var connections = streams
                .Select((stream, i) => new RoundTripConnection(i, stream, Pattern, Depth, clock, histograms.Stripe(i)))
                .ToArray();
            using var giveUp = new CancellationTokenSource();
            var running = connections.Select((connection, i) => ObserveAsync(i, connection, faults, giveUp.Token)).ToArray();
            var all = Task.WhenAll(running);
            await clock.RunAsync(all, () => connections.Sum(connection => connection.Answered), faults, progress, stop);
            await giveUp.CancelAsync();
            await all;
            var report = new RoundTripReport(
                connections.Sum(connection => connection.Measured),
                clock.Measured,
                Pattern.MessageBytes,
                histograms.Total(),
                connections.Sum(connection => connection.Owed),
                faults.Described);
            // Neither a figure nor a fault is no result, and above all no sound one.
            if (report is { IsSound: true, Latency.Count: 0 }) stop.ThrowIfCancellationRequested();
            return report;
        }
        finally
        {
            await LoadConnections.CloseAsync(streams);
        }
    }

    private static async Task ObserveAsync(
        int number, RoundTripConnection connection, LoadFaults faults, CancellationToken giveUp)
    {
        // Off the starting thread, so that the first connection does not keep the others from beginning.
        await Task.Yield();
        // A source of its own: every read registers with its token, and one for all would be a lock that all of them share.
        using var own = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        if (await connection.RunAsync(own.Token) is { } fault) faults.Add($"connection {number}: {fault}");
    }
}
