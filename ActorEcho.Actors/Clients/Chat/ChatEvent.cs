using System.Collections.Immutable;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;

namespace ActorEcho.Actors.Clients.Chat;

/// <summary>What a chat's server tells its client. Keeps nothing of the memory it was read from.</summary>
public abstract record ChatEvent
{
    private ChatEvent()
    {
    }

    /// <summary>Someone says something, or the server has a notice (its name is then <see cref="ChatName.Server"/>).</summary>
    /// <param name="Sender">Who.</param>
    /// <param name="Text">What; bytes that are no UTF-8 are replaced, NULs dropped: the original's server pads the name in
    /// its notices with them.</param>
    public sealed record Said(ChatName Sender, string Text) : ChatEvent;

    /// <summary>Who is here.</summary>
    /// <param name="Users">The users, the newest first.</param>
    public sealed record Present(ImmutableArray<ChatName> Users) : ChatEvent;

    /// <summary>Something cannot be done.</summary>
    /// <param name="Code">A <see cref="ChatError"/>, or a number this version does not know.</param>
    public sealed record Failed(ulong Code) : ChatEvent
    {
        /// <summary>The error in words.</summary>
        public string Reason => Code switch
        {
            (ulong)ChatError.NameTaken => "this name is taken",
            (ulong)ChatError.NameLength => $"a name has 1 to {ChatName.Size} bytes",
            (ulong)ChatError.NameHasSpace => "a name has no spaces",
            (ulong)ChatError.NoSuchUser => "there is no user of that name",
            (ulong)ChatError.NotStored => "the server could not store it; try again",
            (ulong)ChatError.UnknownFormat => "the server does not understand the message",
            _ => $"unknown error {Code}",
        };
    }

    internal static ChatEvent Of(in ServerFrame frame) => frame.Opcode switch
    {
        ServerOpcode.Message => new Said(
            frame.Sender, Encoding.UTF8.GetString(frame.Text).Replace("\0", string.Empty, StringComparison.Ordinal)),
        ServerOpcode.Users => new Present([.. frame.Users.Span]),
        _ => new Failed(frame.ErrorCode),
    };
}
