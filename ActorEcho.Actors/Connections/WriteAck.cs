using Akka.IO;

namespace ActorEcho.Actors.Connections;

/// <summary>The operating system has taken these writes, and all before them.</summary>
/// <param name="bytes">How many bytes this acknowledges.</param>
/// <param name="writes">How many writes this acknowledges.</param>
internal sealed class WriteAck(long bytes, int writes) : Tcp.Event
{
    public long Bytes { get; } = bytes;

    public int Writes { get; } = writes;
}
