using ActorEcho.Actors.Protocols;
using Akka.Event;

namespace ActorEcho.Actors.Chat;

/// <summary>What the registry tells a chat session, besides <see cref="ChatMessage"/>.</summary>
/// <remarks>A session may end before its answer comes; that is no news, hence the suppression.</remarks>
public abstract record ChatNotice : IProtocolNotice, IDeadLetterSuppression
{
    private ChatNotice()
    {
    }

    /// <summary>The name is the session's; deliveries may follow.</summary>
    /// <param name="Users">Who is here, the session's own name included, the newest first.</param>
    public sealed record Registered(ReadOnlyMemory<ChatName> Users) : ChatNotice;

    /// <summary>The name is not the session's, which may try another; or a private message could not be stored.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(ChatError Error) : ChatNotice;

    /// <summary>The private message is on its way.</summary>
    public sealed record Whispered : ChatNotice
    {
        private Whispered()
        {
        }

        /// <summary>The only one.</summary>
        public static Whispered Instance { get; } = new();
    }

    /// <summary>A broadcast that asked for confirmation, and all of the session's before it, are on their way.</summary>
    public sealed record Routed : ChatNotice
    {
        private Routed()
        {
        }

        /// <summary>The only one.</summary>
        public static Routed Instance { get; } = new();
    }

    /// <summary>A broadcast could not be stored, and reaches nobody. Told of each that could not, besides the
    /// confirmation it may have asked for.</summary>
    public sealed record NotStored : ChatNotice
    {
        private NotStored()
        {
        }

        /// <summary>The only one.</summary>
        public static NotStored Instance { get; } = new();
    }

    /// <summary>The target of a private message is not here.</summary>
    public sealed record NoSuchUser : ChatNotice
    {
        private NoSuchUser()
        {
        }

        /// <summary>The only one.</summary>
        public static NoSuchUser Instance { get; } = new();
    }

    /// <summary>The session has left.</summary>
    /// <param name="Users">Who is still here, the newest first.</param>
    public sealed record Left(ReadOnlyMemory<ChatName> Users) : ChatNotice;

    /// <summary>The registry knows the session no more.</summary>
    /// <param name="Reason">Why, for the log.</param>
    public sealed record Dismissed(string Reason) : ChatNotice;
}
