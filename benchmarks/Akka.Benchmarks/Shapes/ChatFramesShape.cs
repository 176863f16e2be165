using System.Buffers;
using ActorEcho.Actors.Chat.Wire;

namespace Akka.Benchmarks.Shapes;

/// <summary>Frames of chat, as clients send them, are cut out of what was read.</summary>
internal sealed class ChatFramesShape : Shape
{
    public const int Frames = 2_000_000;

    private const int FramesInARead = 100;

    private readonly ClientFrameDecoder _decoder = new(maxTextBytes: 64 * 1024);
    private readonly ReadOnlySequence<byte> _read;

    public ChatFramesShape()
    {
        var frame = ClientFrame.Say(new ReadOnlySequence<byte>(new byte[64])).Encode();
        _read = new ReadOnlySequence<byte>([.. Enumerable.Repeat(frame, FramesInARead).SelectMany(static bytes => bytes)]);
    }

    public override int Operations => Frames;

    public override void Run()
    {
        for (var i = 0; i < Frames / FramesInARead; i++)
        {
            var rest = _read;
            var frames = 0;
            while (_decoder.Read(ref rest, out var frame, out _) == FrameReading.Complete && frame.Text.Length == 64)
                frames++;
            if (frames != FramesInARead)
                throw new InvalidOperationException($"{frames} of {FramesInARead} frames were found");
        }
    }
}
