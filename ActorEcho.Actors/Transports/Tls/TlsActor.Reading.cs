using System.Buffers;
using System.Security.Authentication;
using Akka.Actor;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Transports.Tls;

// How plain text is read for the connection above, and how that ends.
internal sealed partial class TlsActor
{
    /// <summary>As many bytes as one read of the network's brings at most, by default.</summary>
    private const int MaxReadBytes = 64 * 1024;

    // Where a thread decrypts to. Nobody knows beforehand how much plain text there is; a guess that is too small would cut what
    // the client sent into pieces, each with records of its own in the answer.
    [ThreadStatic]
    private static byte[]? _spaceOfThisThread;

    private Task<int>? _reading;
    private byte[] _readTarget = [];
    private bool _isWanted;
    private bool _isReadable;

    /// <summary>
    /// Reads plain text for the connection above. First with an empty buffer, which waits until there is some, so that an idle
    /// connection holds none; then with this thread's, which is given up for as long as a read should wait nevertheless.
    /// </summary>
    private void Read()
    {
        while (_isWanted && !_inputEnded && _reading is null)
        {
            _readTarget = _isReadable ? TakeSpace() : [];
            var read = _tls.ReadAsync(_readTarget.AsMemory());
            if (read.IsCompleted)
            {
                OnRead(read);
                continue;
            }

            _reading = read.AsTask();
            _reading.GetAwaiter().UnsafeOnCompleted(_onRead);
        }

        AskIfStarved();
    }

    private static byte[] TakeSpace()
    {
        var space = _spaceOfThisThread ?? GC.AllocateUninitializedArray<byte>(MaxReadBytes);
        _spaceOfThisThread = null;
        return space;
    }

    /// <summary>The bytes just read, for the handler to keep: in an array of their size, or as they are where they nearly fill it.</summary>
    private ReadOnlySequence<byte> TakeRead(int count)
    {
        var space = _readTarget;
        _readTarget = [];
        if (count >= MaxReadBytes / 4 * 3) return new ReadOnlySequence<byte>(space, 0, count);
        _spaceOfThisThread = space;
        return new ReadOnlySequence<byte>(space.AsSpan(0, count).ToArray());
    }

    private void OnRead(ValueTask<int> read)
    {
        int count;
        try
        {
            count = read.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            _inputEnded = true;
            Break(_tls.Explain(exception));
            return;
        }

        if (_readTarget.Length == 0)
        {
            _isReadable = true;
            return;
        }

        _isReadable = false;
        if (count == 0)
        {
            EndInput();
            return;
        }

        _isWanted = false;
        Above!.Tell(new Tcp.Received(TakeRead(count)), Self);
    }

    private void EndInput()
    {
        _inputEnded = true;
        if (_wire.HasReadEnd)
        {
            Break("the client has cut the connection without a close_notify");
            return;
        }

        Above!.Tell(Tcp.PeerClosed.Instance, Self);
        if (_outputEnded) Setup.Below.Tell(Tcp.Close.Instance, Self);
    }

    /// <summary>A read that had to wait has ended.</summary>
    private sealed class ReadCompleted : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly ReadCompleted Instance = new();
    }
}
