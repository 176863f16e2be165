using System.Buffers;

namespace ActorEcho.Actors.Protocols.Echo;

/// <summary>
/// Sends every byte back, in order (RFC 862). It keeps no state, so one instance serves any number of connections,
/// and no copy: what was received is what is written.
/// </summary>
/// <param name="mode">How long a connection lasts.</param>
public sealed class EchoProtocol(EchoMode mode = EchoMode.Stream) : IProtocol
{
    /// <inheritdoc/>
    public bool OnlyPassesInputOn => true;

    /// <inheritdoc/>
    public void Receive(ReadOnlySequence<byte> input, IProtocolOutput output)
    {
        output.Write(input);
        if (mode == EchoMode.Once) output.Close("answered once");
    }

    /// <inheritdoc/>
    public void InputEnded(IProtocolOutput output) => output.Close("the client finished");
}
