using System.Buffers;

namespace ActorEcho.Actors.Protocols;

/// <summary>
/// The way out of a protocol, towards its client and towards the rest of the server.
/// To be used only within a call to the <see cref="IProtocol"/> it was handed to.
/// </summary>
public interface IProtocolOutput
{
    /// <summary>
    /// Sends bytes to the client, after all that was written before. Small answers that belong together are best
    /// gathered into one call.
    /// </summary>
    /// <param name="bytes">Not copied: the memory must not change afterwards. Nothing happens when it is empty.</param>
    void Write(ReadOnlySequence<byte> bytes);

    /// <inheritdoc cref="Write(ReadOnlySequence{byte})"/>
    void Write(ReadOnlyMemory<byte> bytes) => Write(new ReadOnlySequence<byte>(bytes));

    /// <summary>Hands an effect to whoever the listener names as the protocol's counterpart (for chat, the registry).</summary>
    /// <param name="effect">An immutable message.</param>
    void Emit(IProtocolEffect effect);

    /// <summary>
    /// Asks for no more input for now, because the protocol waits for something else. A little that was already read
    /// may still arrive and must be kept. Calling it twice is harmless.
    /// </summary>
    void PauseInput();

    /// <summary>Takes <see cref="PauseInput"/> back.</summary>
    void ResumeInput();

    /// <summary>
    /// Ends the connection: everything written so far is sent, then the server's direction is closed, and what the
    /// client still sends is discarded for a bounded time, so that no reset swallows the last answer.
    /// Later calls on this output do nothing, <see cref="Emit"/> excepted.
    /// </summary>
    /// <param name="reason">For the log: why, in a few words, without anything the client sent.</param>
    void Close(string reason);
}
