using System.Buffers;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Chat.Wire;

/// <summary>Frames for tests: any there are, and ways to compare and print them.</summary>
internal static class Frames
{
    public static Gen<ChatName> AnyName { get; } = Gen.Frequency(
        (1, Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), ChatName.Size).Select(bytes => new ChatName(bytes))),
        (1, Gen.Elements("alice", "bob", "carol", "ünï").Select(ChatName.Parse)));

    public static Gen<byte[]> AnyText { get; } = Gen.Frequency(
        (4, Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>())),
        (1, Gen.Choose(0, 600).Select(length => new byte[length])));

    public static Gen<ClientFrame> AnyClientFrame { get; } = Gen.OneOf(
        AnyName.Select(name => ClientFrame.Register(name)),
        AnyText.Select(text => ClientFrame.Say(new ReadOnlySequence<byte>(text))),
        from name in AnyName from text in AnyText select ClientFrame.Whisper(name, new ReadOnlySequence<byte>(text)),
        AnyName.Select(name => ClientFrame.Exit(name)));

    public static Gen<ServerFrame> AnyServerFrame { get; } = Gen.OneOf(
        Gen.ArrayOf(AnyName).Select(users => ServerFrame.Ack(users)),
        from name in AnyName from text in AnyText select ServerFrame.Message(name, new ReadOnlySequence<byte>(text)),
        ArbMap.Default.GeneratorFor<ulong>().Select(ServerFrame.Error));

    /// <summary>A frame in words, so that two frames are equal when their words are.</summary>
    public static string Describe(this in ClientFrame frame) =>
        $"{frame.Opcode} {Convert.ToHexString(frame.Name.Bytes)} {Convert.ToHexString(frame.Text.ToArray())}";

    /// <inheritdoc cref="Describe(in ClientFrame)"/>
    public static string Describe(this in ServerFrame frame)
    {
        var users = string.Join(',', frame.Users.ToArray().Select(user => Convert.ToHexString(user.Bytes)));
        return $"{frame.Opcode} [{users}] {Convert.ToHexString(frame.Sender.Bytes)} " +
               $"{Convert.ToHexString(frame.Text.ToArray())} {frame.ErrorCode}";
    }

    public static byte[] Register(string name) => ClientFrame.Register(ChatName.Parse(name)).Encode();

    public static byte[] Say(string text) => ClientFrame.Say(Bytes(text)).Encode();

    public static byte[] Whisper(string target, string text) =>
        ClientFrame.Whisper(ChatName.Parse(target), Bytes(text)).Encode();

    public static byte[] Exit(string name) => ClientFrame.Exit(ChatName.Parse(name)).Encode();

    public static byte[] Message(string sender, string text) =>
        ServerFrame.Message(ChatName.Parse(sender), Bytes(text)).Encode();

    public static byte[] Ack(params string[] users) => ServerFrame.Ack(users.Select(ChatName.Parse).ToArray()).Encode();

    public static byte[] Error(ChatError error) => ServerFrame.Error(error).Encode();

    public static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
