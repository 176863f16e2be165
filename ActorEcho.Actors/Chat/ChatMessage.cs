using System.Buffers;
using System.Collections.Immutable;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Protocols;
using Akka.Event;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// A text, or several, on the way to one or many members: MSG frames, encoded once and shared by all who get them.
/// </summary>
/// <remarks>A member may end before a text reaches it; that is no news, hence the suppression.</remarks>
public sealed class ChatMessage : IProtocolNotice, IDeadLetterSuppression
{
    // Above that of a frame as the original's clients take it, so that for them frames count.
    private const int BytesPerFrame = 512;

    private ChatMessage(ReadOnlyMemory<byte> frame)
    {
        Frames = [frame];
        Bytes = frame;
    }

    private ChatMessage(ImmutableArray<ReadOnlyMemory<byte>> frames)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(frames.Sum(static frame => frame.Length));
        var places = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(frames.Length);
        var used = 0;
        foreach (var frame in frames)
        {
            var place = bytes.AsMemory(used, frame.Length);
            frame.CopyTo(place);
            places.Add(place);
            used += frame.Length;
        }

        Frames = places.MoveToImmutable();
        Bytes = bytes;
    }

    /// <summary>At least one whole MSG frame.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Frames { get; }

    /// <summary>
    /// All frames, one behind the other. They are to leave in one write: the real client reads a field with one receive
    /// and loses its way when a frame comes in parts.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>
    /// What it counts against the deliveries that a session has not passed on yet: one for each frame or, where texts are left whole
    /// (<see cref="ChatLimits.MaxFrameTextBytes"/>), one for each 512 bytes.
    /// </summary>
    public int Weight => Math.Max(Frames.Length, Bytes.Length / BytesPerFrame);

    /// <summary>Several messages as one, in their order.</summary>
    /// <param name="messages">At least one.</param>
    /// <returns>The message itself where there is one only.</returns>
    public static ChatMessage Together(IReadOnlyCollection<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return messages.Count == 1 ? messages.First() : new ChatMessage([.. messages.SelectMany(static message => message.Frames)]);
    }

    /// <summary>A text from one user to all the others.</summary>
    /// <param name="sender">Who says it.</param>
    /// <param name="text">What is said; copied.</param>
    /// <param name="maxFrameTextBytes">The longest text in one frame; see <see cref="ChatLimits.MaxFrameTextBytes"/>.</param>
    /// <returns>The frames.</returns>
    public static ChatMessage Broadcast(in ChatName sender, in ReadOnlySequence<byte> text, int maxFrameTextBytes) =>
        Encode(sender, default, text, maxFrameTextBytes);

    /// <summary>A text from one user to another: every frame of it begins with <c>[PM] </c>.</summary>
    /// <inheritdoc cref="Broadcast"/>
    public static ChatMessage Whisper(in ChatName sender, in ReadOnlySequence<byte> text, int maxFrameTextBytes) =>
        Encode(sender, "[PM] "u8, text, maxFrameTextBytes);

    /// <summary>The server's notice that a user came.</summary>
    /// <param name="name">The user.</param>
    /// <returns>The frame.</returns>
    public static ChatMessage Joined(in ChatName name) => Notice(name, " has joined"u8);

    /// <summary>The server's notice that a user went.</summary>
    /// <inheritdoc cref="Joined"/>
    public static ChatMessage Left(in ChatName name) => Notice(name, " has left"u8);

    /// <summary>A text whose frames were encoded earlier.</summary>
    internal static ChatMessage OfFrames(ImmutableArray<ReadOnlyMemory<byte>> frames) =>
        frames.Length == 1 ? new ChatMessage(frames[0]) : new ChatMessage(frames);

    private static ChatMessage Notice(in ChatName name, ReadOnlySpan<byte> what)
    {
        var text = new ReadOnlySequence<byte>(what.ToArray());
        return new ChatMessage(ServerFrame.EncodeMessage(ChatName.Server, name.Text, text));
    }

    private static ChatMessage Encode(
        in ChatName sender, ReadOnlySpan<byte> prefix, in ReadOnlySequence<byte> text, int maxFrameTextBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrameTextBytes, ChatLimits.LowestMaxFrameText);
        var room = maxFrameTextBytes - prefix.Length;
        if (text.Length <= room) return new ChatMessage(ServerFrame.EncodeMessage(sender, prefix, text));
        var frames = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>((int)(text.Length / room) + 1);
        for (var rest = text; !rest.IsEmpty;)
        {
            var length = TextSplit.FirstPiece(rest, room);
            frames.Add(ServerFrame.EncodeMessage(sender, prefix, rest.Slice(0, length)));
            rest = rest.Slice(length);
        }

        return new ChatMessage(frames.DrainToImmutable());
    }
}
