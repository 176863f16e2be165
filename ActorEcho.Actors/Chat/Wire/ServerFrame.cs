using System.Buffers;

namespace ActorEcho.Actors.Chat.Wire;

/// <summary>A frame from server to client.</summary>
public readonly struct ServerFrame
{
    private ServerFrame(
        ServerOpcode opcode,
        ReadOnlyMemory<ChatName> users = default,
        in ChatName sender = default,
        in ReadOnlySequence<byte> text = default,
        ulong errorCode = 0)
    {
        Opcode = opcode;
        Users = users;
        Sender = sender;
        Text = text;
        ErrorCode = errorCode;
    }

    /// <summary>Which frame it is.</summary>
    public ServerOpcode Opcode { get; }

    /// <summary>The users of an ACK.</summary>
    public ReadOnlyMemory<ChatName> Users { get; }

    /// <summary>The sender of a MSG.</summary>
    public ChatName Sender { get; }

    /// <summary>The TEXT of a MSG, any bytes; it shares the memory it was decoded from.</summary>
    public ReadOnlySequence<byte> Text { get; }

    /// <summary>The code of an ERR: a <see cref="ChatError"/>, or a number this version does not know.</summary>
    public ulong ErrorCode { get; }

    /// <summary>ACK.</summary>
    /// <param name="users">The users who are here.</param>
    public static ServerFrame Ack(ReadOnlyMemory<ChatName> users) => new(ServerOpcode.Users, users);

    /// <summary>MSG.</summary>
    /// <param name="sender">Who says it.</param>
    /// <param name="text">The text.</param>
    public static ServerFrame Message(in ChatName sender, in ReadOnlySequence<byte> text) =>
        new(ServerOpcode.Message, sender: sender, text: text);

    /// <summary>ERR.</summary>
    /// <param name="code">The code; see <see cref="ChatError"/>.</param>
    public static ServerFrame Error(ulong code) => new(ServerOpcode.Error, errorCode: code);

    /// <inheritdoc cref="Error(ulong)"/>
    public static ServerFrame Error(ChatError code) => Error((ulong)code);

    /// <summary>The frame as bytes for the wire.</summary>
    /// <returns>A new array of exactly the frame's length.</returns>
    public byte[] Encode() => Opcode switch
    {
        ServerOpcode.Users => EncodeUsers(),
        ServerOpcode.Message => EncodeMessage(Sender, default, Text),
        _ => EncodeError(),
    };

    /// <summary>A MSG whose TEXT has two parts, so that a prefix needs no copy of its own.</summary>
    internal static byte[] EncodeMessage(in ChatName sender, ReadOnlySpan<byte> prefix, in ReadOnlySequence<byte> text)
    {
        var textLength = checked(prefix.Length + (int)text.Length);
        var frame = GC.AllocateUninitializedArray<byte>(WireFormat.NamedCountedSize + textLength);
        WireFormat.WriteNamed(frame, (byte)ServerOpcode.Message, sender);
        WireFormat.WriteLength(frame, WireFormat.NamedCountedSize, (ulong)textLength);
        prefix.CopyTo(frame.AsSpan(WireFormat.NamedCountedSize));
        text.CopyTo(frame.AsSpan(WireFormat.NamedCountedSize + prefix.Length));
        return frame;
    }

    private byte[] EncodeUsers()
    {
        var frame = new byte[checked(WireFormat.CountedSize + Users.Length * ChatName.Size)];
        frame[0] = (byte)ServerOpcode.Users;
        WireFormat.WriteLength(frame, WireFormat.CountedSize, (ulong)Users.Length);
        var rest = frame.AsSpan(WireFormat.CountedSize);
        foreach (ref readonly var user in Users.Span)
        {
            user.Bytes.CopyTo(rest);
            rest = rest[ChatName.Size..];
        }

        return frame;
    }

    private byte[] EncodeError()
    {
        var frame = new byte[WireFormat.CountedSize];
        frame[0] = (byte)ServerOpcode.Error;
        WireFormat.WriteLength(frame, WireFormat.CountedSize, ErrorCode);
        return frame;
    }
}
