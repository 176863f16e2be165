namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>
/// Tries addresses in order, each a little after the one before it and without waiting for that one to fail; the first
/// that connects wins (RFC 8305, section 5). Knows nothing of sockets: it is given how to dial, and a clock.
/// </summary>
/// <param name="clock">Times the delay.</param>
internal sealed class AddressRace(TimeProvider clock)
{
    /// <summary>RFC 8305's recommended Connection Attempt Delay.</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the race.</summary>
    /// <returns>The winner; or, when there is none, what happened to each address: an error, a cancellation, or null where
    /// cancellation came before its turn.</returns>
    public async Task<(TConnection? Winner, Exception?[] Failures)> RunAsync<TAddress, TConnection>(
        IReadOnlyList<TAddress> addresses,
        Func<TAddress, CancellationToken, Task<TConnection>> dial,
        CancellationToken cancellationToken)
        where TConnection : class, IAsyncDisposable
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failures = new Exception?[addresses.Count];
        var running = new List<(int Index, Task<TConnection> Dialing)>();
        TConnection? winner = null;
        var next = 0;
        try
        {
            while (winner is null)
            {
                if (HasNext()) running.Add((next, dial(addresses[next++], decided.Token)));
                if (running.Count == 0) break;
                // The next address has its turn when the delay is over, or as soon as an attempt fails.
                var turn = HasNext() ? Task.Delay(AttemptDelay, clock, decided.Token) : null;
                winner = await SettleOneAsync(running, turn, failures);
            }
        }
        finally
        {
            await decided.CancelAsync();
            foreach (var (_, dialing) in running) _ = DisposeLateAsync(dialing);
        }

        return (winner, failures);

        bool HasNext() => next < addresses.Count && !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Waits for one attempt to end, or for the next one's turn.</summary>
    private static async Task<TConnection?> SettleOneAsync<TConnection>(
        List<(int Index, Task<TConnection> Dialing)> running, Task? turn, Exception?[] failures)
        where TConnection : class
    {
        var dialing = running.Select(attempt => (Task)attempt.Dialing);
        var ended = await Task.WhenAny(turn is null ? dialing : dialing.Append(turn));
        var at = running.FindIndex(attempt => attempt.Dialing == ended);
        if (at < 0) return null;
        var attempt = running[at];
        running.RemoveAt(at);
        try
        {
            return await attempt.Dialing;
        }
        catch (Exception exception) when (ConnectReason.IsFailure(exception))
        {
            failures[attempt.Index] = exception;
            return null;
        }
    }

    private static async Task DisposeLateAsync<TConnection>(Task<TConnection> dialing)
        where TConnection : class, IAsyncDisposable
    {
        try
        {
            await (await dialing).DisposeAsync();
        }
        catch (Exception exception) when (ConnectReason.IsFailure(exception))
        {
            // Who loses the race fails or is cancelled; nobody waits for its news.
        }
    }
}
