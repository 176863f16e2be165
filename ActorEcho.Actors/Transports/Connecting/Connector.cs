using System.Collections.Immutable;
using System.Globalization;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>
/// Connects to a target by what is registered: by the scheme that is named, or else by every transport in order of
/// priority until one leads there. Thread-safe.
/// </summary>
/// <param name="transports">What is registered.</param>
/// <param name="clock">Times the attempts.</param>
/// <param name="timeout">How long each transport may take; <see cref="DefaultTimeout"/> when null. More than zero.</param>
public sealed class Connector(ClientTransports transports, TimeProvider clock, TimeSpan? timeout = null)
{
    private readonly TimeSpan _timeout = timeout ?? DefaultTimeout;

    /// <summary>How long a transport may take by default: 10 s, well above a lost SYN or two, well below the minutes that
    /// the operating system would wait.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Connects.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectFailedException">No way led there.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ClientStream> ConnectAsync(ConnectTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var failed = ImmutableArray.CreateBuilder<ConnectAttempt>();
        foreach (var way in transports.WaysTo(target))
        {
            if (way.Obstacle is { } obstacle)
            {
                failed.Add(new ConnectAttempt(way.Transport.Scheme, obstacle) { WasMade = false });
                continue;
            }

            var (stream, attempts) = await TryAsync(way, cancellationToken);
            if (stream is not null) return stream;
            failed.AddRange(attempts);
            if (attempts.Any(attempt => attempt.RefusedCertificate is not null)) break;
        }

        throw new ConnectFailedException(target.Text, failed.DrainToImmutable());
    }

    private async Task<(ClientStream? Stream, ImmutableArray<ConnectAttempt> Attempts)> TryAsync(
        ConnectWay way, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await way.Transport.ConnectAsync(way.Values, either.Token), []);
        }
        catch (ConnectFailedException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, exception.Attempts);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var seconds = _timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return (null, [new ConnectAttempt(way.Transport.Scheme, $"no connection within {seconds} s")]);
        }
        catch (ConnectFailedException exception)
        {
            throw new OperationCanceledException("The attempt to connect was given up.", exception, cancellationToken);
        }
    }
}
