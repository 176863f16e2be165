using System.Threading.Channels;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Lines;

/// <summary>
/// mimic's client: sends a line, awaits the line that answers it, and so on, until the lines end or the server closes.
/// Knows the server's end at once, also while it waits for the next line to send.
/// </summary>
/// <param name="connection">The connection; not disposed of.</param>
/// <param name="screen">Shows what happens.</param>
public sealed class LineConversation(ClientStream connection, ILineScreen screen)
{
    /// <summary>Runs the conversation.</summary>
    /// <param name="lines">Gives the lines to send.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>Whether the lines ended, as opposed to the connection.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">A line, from either side, is longer than allowed.</exception>
    public async Task<bool> RunAsync(LineReader lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A single place: while nobody takes the answers the server is not read from.
        var answers = Channel.CreateBounded<byte[]>(1);
        var receiving = ReceiveAsync(answers.Writer, finished.Token);
        var serverEnded = answers.Reader.Completion;
        try
        {
            while (true)
            {
                screen.AwaitLine();
                var typing = lines.ReadAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
                if (await Task.WhenAny(typing, serverEnded) == serverEnded)
                {
                    await serverEnded;
                    return false;
                }

                if (await typing is not { } line)
                {
                    await connection.CompleteWritesAsync(cancellationToken);
                    return true;
                }

                screen.ShowSent(line.Span);
                await SendAsync(line, cancellationToken);
                if (!await answers.Reader.WaitToReadAsync(cancellationToken)) return false;
                screen.ShowAnswer(await answers.Reader.ReadAsync(cancellationToken));
            }
        }
        finally
        {
            await finished.CancelAsync();
            await receiving;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        var bytes = new byte[line.Length + 2];
        line.CopyTo(bytes);
        "\r\n"u8.CopyTo(bytes.AsSpan(line.Length));
        await connection.WriteAsync(bytes, cancellationToken);
    }

    private async Task ReceiveAsync(ChannelWriter<byte[]> answers, CancellationToken cancellationToken)
    {
        var received = new LineReader(connection);
        try
        {
            while (await received.ReadAsync(cancellationToken) is { } line)
            {
                await answers.WriteAsync(line.ToArray(), cancellationToken);
            }

            answers.Complete();
        }
        catch (Exception exception)
        {
            // Told to who awaits the next answer.
            answers.Complete(exception);
        }
    }
}
