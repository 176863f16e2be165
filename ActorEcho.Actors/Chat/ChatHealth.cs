namespace ActorEcho.Actors.Chat;

/// <summary>Asks a registry how it is; answered at once with <see cref="ChatHealth"/>.</summary>
public sealed record GetChatHealth
{
    private GetChatHealth()
    {
    }

    /// <summary>The only one.</summary>
    public static GetChatHealth Instance { get; } = new();
}

/// <summary>How the chat is, seen from this node.</summary>
/// <param name="IsOpen">Whether users can join and talk.</param>
/// <param name="Users">How many users this node has.</param>
/// <param name="Text">The same in plain words, with the reason when something is wrong.</param>
public sealed record ChatHealth(bool IsOpen, int Users, string Text);
