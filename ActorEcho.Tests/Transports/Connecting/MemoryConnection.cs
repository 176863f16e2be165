using System.IO.Pipelines;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Tests.Transports.Connecting;

/// <summary>A client's connection and the server's end of it, in memory.</summary>
internal sealed class MemoryConnection
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();

    public MemoryConnection() => Client = new PipeStream(_toClient.Reader.AsStream(), _toServer.Writer.AsStream());

    public ClientStream Client { get; }

    /// <summary>What the client sent.</summary>
    public Stream Received => _toServer.Reader.AsStream();

    public async Task AnswerAsync(ReadOnlyMemory<byte> bytes) => await _toClient.Writer.WriteAsync(bytes);

    public Task AnswerAsync(string text) => AnswerAsync(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The server closes, or its connection breaks.</summary>
    public void End(Exception? error = null) => _toClient.Writer.Complete(error);

    private sealed class PipeStream(Stream input, Stream output) : ClientStream(input, "memory://")
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            output.WriteAsync(buffer, cancellationToken);

        public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken = default) => output.DisposeAsync();
    }
}
