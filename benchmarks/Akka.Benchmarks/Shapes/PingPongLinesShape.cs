using System.Buffers;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Protocols.PingPong;

namespace Akka.Benchmarks.Shapes;

/// <summary>Lines of ping-pong are answered, sixteen to a read.</summary>
internal sealed class PingPongLinesShape : Shape
{
    public const int Lines = 3_200_000;

    private const int LinesInARead = 16;
    private const int AnswerBytes = 6; // pong, CR, LF

    private readonly PingPongProtocol _protocol = new();
    private readonly CountingOutput _output = new();
    private readonly ReadOnlySequence<byte> _read = new([.. Enumerable.Repeat("ping\n"u8.ToArray(), LinesInARead).SelectMany(static line => line)]);

    public override int Operations => Lines;

    public override void Run()
    {
        _output.Bytes = 0;
        for (var i = 0; i < Lines / LinesInARead; i++)
            _protocol.Receive(_read, _output);
        if (_output.Bytes != (long)Lines * AnswerBytes)
            throw new InvalidOperationException($"the answers have {_output.Bytes} bytes");
    }

    private sealed class CountingOutput : IProtocolOutput
    {
        public long Bytes { get; set; }

        public void Write(ReadOnlySequence<byte> bytes) => Bytes += bytes.Length;

        public void Emit(IProtocolEffect effect) => throw new InvalidOperationException("ping-pong has no effects");

        public void PauseInput() => throw new InvalidOperationException("ping-pong never waits");

        public void ResumeInput() => throw new InvalidOperationException("ping-pong never waits");

        public void Close(string reason) => throw new InvalidOperationException(reason);
    }
}
