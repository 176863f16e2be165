using ActorEcho.Actors.Protocols;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// What a chat session asks of the registry. Together with <see cref="ChatNotice"/> and <see cref="ChatMessage"/>
/// this is the registry's whole port: whoever understands these messages can be the registry, on one node or for many.
/// </summary>
/// <remarks>The registry knows a session by the sender of its requests, and learns of its end by watching it.</remarks>
public abstract record ChatRequest : IProtocolEffect
{
    private ChatRequest()
    {
    }

    /// <summary>Take a name. Answered with <see cref="ChatNotice.Registered"/> or <see cref="ChatNotice.Refused"/>.</summary>
    /// <param name="Name">A valid name, not reserved.</param>
    /// <param name="MaxListedUsers">The most users the session wants to be told of.</param>
    public sealed record Register(ChatName Name, int MaxListedUsers) : ChatRequest;

    /// <summary>Deliver to every other member.</summary>
    /// <param name="Message">What to deliver.</param>
    /// <param name="Confirm">Whether to answer with <see cref="ChatNotice.Routed"/>. A session asks for it now and then
    /// and sends no more than a few broadcasts ahead, so that a flood waits at its source.</param>
    public sealed record Broadcast(ChatMessage Message, bool Confirm) : ChatRequest;

    /// <summary>Deliver to one member. Answered with <see cref="ChatNotice.Whispered"/> or <see cref="ChatNotice.NoSuchUser"/>.</summary>
    /// <param name="Target">Any 32 bytes; what is nobody's name finds nobody.</param>
    /// <param name="Message">What to deliver.</param>
    public sealed record Whisper(ChatName Target, ChatMessage Message) : ChatRequest;

    /// <summary>Leave. Answered with <see cref="ChatNotice.Left"/>, unless the session is no member; nothing is
    /// delivered after it, nor while it waits for its turn.</summary>
    public sealed record Leave : ChatRequest
    {
        private Leave()
        {
        }

        /// <summary>The only one.</summary>
        public static Leave Instance { get; } = new();
    }

    /// <summary>The session has passed on messages that were delivered to it. Sent now and then, not answered: it tells
    /// a session that is busy from one that takes what it gets.</summary>
    /// <param name="Weight">Their <see cref="ChatMessage.Weight"/> since the last receipt; mostly the number of their frames.</param>
    public sealed record Receipt(int Weight) : ChatRequest
    {
        /// <summary>A session sends a receipt once it has passed on so much.</summary>
        public const int Quantum = 64;
    }
}
