using ActorEcho.Actors.Chat;
using ActorEcho.Tests.Chat.Wire;
using ActorEcho.Tests.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Chat;

/// <summary>What a session does depends on the bytes alone: not on how they are cut, nor on when the registry answers.</summary>
public class ChatProtocolFragmentTests
{
    /// <summary>What clients send, mostly sensible.</summary>
    private static readonly Gen<byte[]> Input = Gen.ListOf(Gen.Frequency(
            (3, Gen.Elements("alice", "bob", "al", "SERVER").Select(Frames.Register)),
            (6, Gen.Choose(0, 400).Select(length => Frames.Say(new string('x', length)))),
            (4, Gen.Elements("alice", "bob", "nobody").Select(target => Frames.Whisper(target, "psst"))),
            (1, Gen.Constant(Frames.Exit("alice"))),
            (1, Gen.Elements<byte[]>([4], [1, 0, 0, 0, 0, 0, 0, 0, 128])),
            (2, Frames.AnyClientFrame.Select(frame => frame.Encode()))))
        .Select(parts => (byte[])[.. Frames.Register("alice"), .. parts.SelectMany(part => part)]);

    [Fact]
    public void Any_fragments_and_any_delay_of_the_registry_give_the_answers_of_the_whole() =>
        Prop.ForAll(Input.ToArbitrary(), Fragments.Cuts.ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (bytes, cuts, delay) =>
        {
            var whole = Run(bytes, [int.MaxValue], delay: 1);
            var parts = Run(bytes, cuts, delay);
            return whole == parts;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_never_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Fragments.Cuts.ToArbitrary(), (bytes, cuts) =>
            Run(bytes, cuts, delay: 2) == Run(bytes, [1], delay: 1)).QuickCheckThrowOnFailure();

    /// <summary>Runs a session to its end; the registry answers after every so many pieces.</summary>
    private static string Run(byte[] bytes, int[] cuts, int delay)
    {
        var output = new RecordingOutput();
        var session = new ChatProtocol(ChatLimits.Default);
        var registry = new ScriptedRegistry(session, output, "bob", "carol");
        var pieces = 0;
        foreach (var piece in Fragments.Of(bytes, cuts))
        {
            if (output.IsClosed) break;
            session.Receive(piece, output);
            if (++pieces % delay == 0) registry.Answer();
        }

        if (!output.IsClosed) session.InputEnded(output);
        registry.Answer();
        Assert.True(output.IsClosed);
        return $"{Convert.ToHexString(output.Bytes)} | {string.Join(' ', registry.Routed)} | {output.CloseReason}";
    }
}
