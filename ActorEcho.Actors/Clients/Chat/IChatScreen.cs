using System.Threading.Channels;

namespace ActorEcho.Actors.Clients.Chat;

/// <summary>Where a <see cref="ChatConversation"/> takes its lines from and shows what it hears. Thread-safe.</summary>
public interface IChatScreen
{
    /// <summary>The lines that are typed; completed at the end of the input.</summary>
    ChannelReader<string> Lines { get; }

    /// <summary>Shows what someone said.</summary>
    /// <param name="said">Who said what.</param>
    void ShowMessage(ChatEvent.Said said);

    /// <summary>Shows what cannot be done.</summary>
    /// <param name="problem">Why, in words.</param>
    void ShowProblem(string problem);
}
