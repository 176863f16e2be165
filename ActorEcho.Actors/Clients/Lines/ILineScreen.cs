namespace ActorEcho.Actors.Clients.Lines;

/// <summary>Shows a <see cref="LineConversation"/> as it goes.</summary>
public interface ILineScreen
{
    /// <summary>The next line to send is awaited.</summary>
    void AwaitLine();

    /// <summary>A line is about to be sent.</summary>
    /// <param name="line">The line without its end.</param>
    void ShowSent(ReadOnlySpan<byte> line);

    /// <summary>The server answered.</summary>
    /// <param name="line">The line without its end.</param>
    void ShowAnswer(ReadOnlySpan<byte> line);
}
