using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ActorEcho.Actors.Clients.Lines;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Pinging;

/// <summary>
/// Measures round trips over the ping-pong protocol: sends <c>ping</c>, awaits <c>pong</c>. Answers come in the order of
/// the pings, so that one that comes too late is known and not taken for the next one's.
/// </summary>
/// <param name="connection">The connection; not disposed of.</param>
/// <param name="clock">Measures and waits.</param>
/// <param name="settings">How.</param>
public sealed class Pinger(ClientStream connection, TimeProvider clock, PingSettings settings)
{
    private static readonly byte[] Ping = "ping\r\n"u8.ToArray();

    private readonly LineReader _answers = new(connection);
    private Task<ReadOnlyMemory<byte>?>? _reading;
    private int _answered;

    /// <summary>Pings.</summary>
    /// <param name="cancellationToken">Ends the series in order; a ping under way is not counted.</param>
    /// <returns>What became of each ping, as it is settled. The series ends early when the connection does.</returns>
    public async IAsyncEnumerable<PingResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var sequence = 1; settings.Count is not { } count || sequence <= count; sequence++)
        {
            var start = clock.GetTimestamp();
            var (result, isLast) = await PingAsync(sequence, start, cancellationToken);
            if (result is null) yield break;
            yield return result;
            if (isLast || sequence == settings.Count) yield break;
            var rest = settings.Interval - clock.GetElapsedTime(start);
            if (rest > TimeSpan.Zero && !await PauseAsync(rest, cancellationToken)) yield break;
        }
    }

    private async Task<(PingResult? Result, bool IsLast)> PingAsync(int sequence, long start, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(Ping, cancellationToken);
            using var deadline = new CancellationTokenSource(settings.Wait, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            return await AnswerAsync(sequence, start, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (null, true);
        }
        catch (OperationCanceledException)
        {
            var seconds = settings.Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return (new PingResult(sequence, null, $"no answer within {seconds} s"), false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return (new PingResult(sequence, null, $"the connection is lost: {exception.Message}"), true);
        }
    }

    private async Task<(PingResult? Result, bool IsLast)> AnswerAsync(int sequence, long start, CancellationToken giveUp)
    {
        while (true)
        {
            // A read cannot be given up half-way, so one that outlives its ping serves the next.
            _reading ??= _answers.ReadAsync(CancellationToken.None).AsTask();
            var line = await _reading.WaitAsync(giveUp);
            var roundTrip = clock.GetElapsedTime(start);
            _reading = null;
            if (line is not { } answer) return (new PingResult(sequence, null, "the server closed the connection"), true);
            if (++_answered < sequence) continue;
            var result = answer.Span.SequenceEqual("pong"u8)
                ? new PingResult(sequence, roundTrip, null)
                : new PingResult(sequence, null, $"the answer is not pong but \"{Printable(answer.Span)}\"");
            return (result, false);
        }
    }

    private static string Printable(ReadOnlySpan<byte> answer)
    {
        const int Shown = 40;
        var text = Encoding.UTF8.GetString(answer[..Math.Min(answer.Length, Shown)]);
        return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
    }

    private async Task<bool> PauseAsync(TimeSpan rest, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(rest, clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
