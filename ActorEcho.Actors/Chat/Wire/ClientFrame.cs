using System.Buffers;

namespace ActorEcho.Actors.Chat.Wire;

/// <summary>A frame from client to server.</summary>
public readonly struct ClientFrame
{
    private ClientFrame(ClientOpcode opcode, in ChatName name, in ReadOnlySequence<byte> text)
    {
        Opcode = opcode;
        Name = name;
        Text = text;
    }

    /// <summary>Which frame it is.</summary>
    public ClientOpcode Opcode { get; }

    /// <summary>The NAME: the new user's (REG), the target's (PMSG), the sender's (EXIT); zeros in MESG.</summary>
    public ChatName Name { get; }

    /// <summary>The TEXT of MESG and PMSG, any bytes; it shares the memory it was decoded from.</summary>
    public ReadOnlySequence<byte> Text { get; }

    /// <summary>REG.</summary>
    /// <param name="name">The name to take.</param>
    public static ClientFrame Register(in ChatName name) => new(ClientOpcode.Register, name, default);

    /// <summary>MESG.</summary>
    /// <param name="text">The text.</param>
    public static ClientFrame Say(in ReadOnlySequence<byte> text) => new(ClientOpcode.Say, default, text);

    /// <summary>PMSG.</summary>
    /// <param name="target">The user it is for.</param>
    /// <param name="text">The text.</param>
    public static ClientFrame Whisper(in ChatName target, in ReadOnlySequence<byte> text) =>
        new(ClientOpcode.Whisper, target, text);

    /// <summary>EXIT.</summary>
    /// <param name="name">The sender's own name.</param>
    public static ClientFrame Exit(in ChatName name) => new(ClientOpcode.Exit, name, default);

    /// <summary>The frame as bytes for the wire.</summary>
    /// <returns>A new array of exactly the frame's length.</returns>
    public byte[] Encode()
    {
        var headerSize = Opcode switch
        {
            ClientOpcode.Say => WireFormat.CountedSize,
            ClientOpcode.Whisper => WireFormat.NamedCountedSize,
            _ => WireFormat.NamedSize,
        };
        var frame = new byte[checked(headerSize + (int)Text.Length)];
        frame[0] = (byte)Opcode;
        if (Opcode != ClientOpcode.Say) WireFormat.WriteNamed(frame, (byte)Opcode, Name);
        if (Opcode is ClientOpcode.Say or ClientOpcode.Whisper)
        {
            WireFormat.WriteLength(frame, headerSize, (ulong)Text.Length);
            Text.CopyTo(frame.AsSpan(headerSize));
        }

        return frame;
    }
}
