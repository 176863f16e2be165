using System.Buffers;

namespace ActorEcho.Actors.Protocols;

/// <summary>
/// What a server says to one client: bytes in, bytes and effects out.
/// Implement it to host a protocol of your own on any listener.
/// </summary>
/// <remarks>
/// <para>One instance serves one connection, unless it keeps no state at all; then one may serve them all.</para>
/// <para>The calls for a connection never overlap and come in this order: <see cref="Opened"/> once, then
/// <see cref="Receive"/> and <see cref="Notify"/> in any mixture, <see cref="InputEnded"/> at most once, after the
/// last <see cref="Receive"/>, and <see cref="Ended"/> at the very last. After <see cref="IProtocolOutput.Close"/> only
/// <see cref="Ended"/> still comes.</para>
/// <para>A protocol opens no socket, reads no clock and knows no actor, so a test can feed it every chunking of an
/// input. It must not block. An exception it throws ends its own connection and nothing else; nothing is called then.
/// </para>
/// </remarks>
public interface IProtocol
{
    /// <summary>
    /// Whether the input's memory may be used again once the protocol has written it: true only where
    /// <see cref="Receive"/> writes its whole input at most once and keeps nothing of it otherwise. All but small reads then cost no
    /// array each. By default false: the memory is never written again.
    /// </summary>
    bool OnlyPassesInputOn => false;

    /// <summary>The connection is open and nothing has been read yet: the place for a greeting.</summary>
    /// <param name="output">Where answers go; the same object in every call for this connection.</param>
    void Opened(IProtocolOutput output)
    {
    }

    /// <summary>
    /// The next bytes of the client. Where one call ends says nothing: TCP cuts a stream anywhere.
    /// </summary>
    /// <param name="input">At least one byte. The memory is never written again, unless <see cref="OnlyPassesInputOn"/>
    /// says otherwise: it may be kept, sliced and passed on to <see cref="IProtocolOutput.Write(ReadOnlySequence{byte})"/>
    /// without a copy.</param>
    /// <param name="output">Where answers go.</param>
    void Receive(ReadOnlySequence<byte> input, IProtocolOutput output);

    /// <summary>
    /// The outside answers an effect, or has news of its own. Only protocols that <see cref="IProtocolOutput.Emit"/>
    /// effects are notified.
    /// </summary>
    /// <param name="notice">What happened.</param>
    /// <param name="output">Where answers go.</param>
    void Notify(IProtocolNotice notice, IProtocolOutput output)
    {
    }

    /// <summary>
    /// The client sends no more, but still reads (a half-close). The connection stays open until the protocol calls
    /// <see cref="IProtocolOutput.Close"/>.
    /// </summary>
    /// <param name="output">Where the last answers go.</param>
    void InputEnded(IProtocolOutput output);

    /// <summary>
    /// The conversation is over: closed by the protocol, by the server (idle too long, not reading, shutting down), or
    /// by the network. Called once.
    /// </summary>
    /// <param name="output">For last effects; nothing else has an effect any more.</param>
    void Ended(IProtocolOutput output)
    {
    }
}
