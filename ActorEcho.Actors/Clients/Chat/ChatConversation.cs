namespace ActorEcho.Actors.Clients.Chat;

/// <summary>
/// A chat with a person, or a script, at one end: typed lines are sent, what the server tells is shown, until someone
/// leaves.
/// </summary>
/// <param name="client">The client, registered.</param>
/// <param name="screen">Gives the lines and shows the rest.</param>
/// <param name="clock">Times the farewell.</param>
public sealed class ChatConversation(ChatClient client, IChatScreen screen, TimeProvider clock)
{
    /// <summary>How long the answer to EXIT is awaited: the original's server gives none. A node of a cluster may say until
    /// one and a half of its <c>store-timeout</c>, which is 2 s by default, that the last words were not stored.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(4);

    /// <summary>Runs the conversation.</summary>
    /// <param name="leave">Leaves in order, like the end of the lines.</param>
    /// <returns>Whether the user left, as opposed to the server.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">The server does not keep to the format.</exception>
    public async Task<bool> RunAsync(CancellationToken leave)
    {
        using var finished = new CancellationTokenSource();
        var listening = ListenAsync(finished.Token);
        try
        {
            var speaking = SpeakAsync(listening, leave);
            await Task.WhenAny(speaking, listening);
            if (!listening.IsCompleted)
            {
                await speaking;
                await SayGoodByeAsync(listening);
                return true;
            }

            await listening;
            return false;
        }
        finally
        {
            await finished.CancelAsync();
        }
    }

    private async Task SayGoodByeAsync(Task listening)
    {
        await client.LeaveAsync(CancellationToken.None);
        // A connection that breaks instead of ending may have lost the last words.
        if (await Task.WhenAny(listening, Task.Delay(FarewellTime, clock)) == listening) await listening;
    }

    private async Task SpeakAsync(Task listening, CancellationToken leave)
    {
        try
        {
            while (await screen.Lines.WaitToReadAsync(leave))
            {
                while (screen.Lines.TryRead(out var line))
                {
                    if (listening.IsCompleted || !await PerformAsync(TypedLine.Parse(line))) return;
                }
            }
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // To leave is what was asked for.
        }
    }

    /// <summary>Does what a line says; false when that is to leave.</summary>
    private async Task<bool> PerformAsync(TypedLine command)
    {
        switch (command)
        {
            case TypedLine.Leave:
                return false;
            case TypedLine.Say say:
                await client.SayAsync(say.Text, CancellationToken.None);
                break;
            case TypedLine.Whisper whisper:
                await client.WhisperAsync(whisper.Target, whisper.Text, CancellationToken.None);
                break;
            case TypedLine.Mistake mistake:
                screen.ShowProblem(mistake.Problem);
                break;
        }

        return true;
    }

    private async Task ListenAsync(CancellationToken finished)
    {
        try
        {
            while (await client.ReadAsync(finished) is { } told)
            {
                if (told is ChatEvent.Said said) screen.ShowMessage(said);
                else if (told is ChatEvent.Failed failed) screen.ShowProblem(failed.Reason);
            }
        }
        catch (OperationCanceledException) when (finished.IsCancellationRequested)
        {
            // The conversation is over; nobody listens any more.
        }
    }
}
