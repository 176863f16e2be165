using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Authentication;
using ActorEcho.Actors.Connections;
using Akka.Actor;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>
/// TLS for one client: cipher text below, plain text above, both as Akka.IO's TCP messages.
/// </summary>
/// <remarks>
/// <para>Nothing in it blocks. The handshake's computing runs on the thread pool; from then on a read is decrypted, and a write
/// encrypted, within the message that brings it.</para>
/// <para>Only when the connection above asks for bytes and none are left is the network asked, so that back-pressure passes
/// through. The end of a direction is a close_notify, both ways; without one the bytes before it may not be all there were, and
/// the connection ends in an error (RFC 8446, section 6.1). With one from either side all is said, and the socket is closed without
/// waiting for the client to close its own.</para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "An actor ends with PostStop, which disposes of the stream and its wire.")]
internal sealed partial class TlsActor : LayerActor
{
    /// <summary>The first byte of every TLS connection: a record of the handshake.</summary>
    private const byte HandshakeRecord = 0x16;

    private readonly TlsLayer _layer;
    private readonly TlsWire _wire;
    private readonly TlsServerStream _tls;
    private readonly Action _onRead;
    private Task _handshake = Task.CompletedTask;
    private bool _readAsked;
    private bool _inputEnded;
    private bool _outputEnded;
    private bool _sawFirstByte;

    public TlsActor(TlsLayer layer, LayerSetup setup)
        : base(setup)
    {
        _layer = layer;
        _wire = new TlsWire(setup.Below, Self);
        _tls = new TlsServerStream(_wire);
        var self = Self;
        _onRead = () => self.Tell(ReadCompleted.Instance, ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    protected override string Preparation => "the TLS handshake";

    /// <inheritdoc/>
    protected override void PreStart()
    {
        base.PreStart();
        _handshake = _tls.ShakeHandsAsync(_layer);
        var self = Self;
        _handshake.GetAwaiter().UnsafeOnCompleted(() => self.Tell(HandshakeCompleted.Instance, ActorRefs.NoSender));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        // Whoever waits for the wire must not do so for ever, and gives its buffers back only when it is done.
        _wire.FeedEnd();
        // Looked at, since nobody else will: a read that was cut off is nothing to report.
        _ = _reading?.Exception;
        _handshake.ContinueWith(Dispose, _tls, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    protected override void OnReceived(Tcp.Received received)
    {
        _readAsked = false;
        if (!_sawFirstByte)
        {
            _sawFirstByte = true;
            var first = received.Data.FirstSpan[0];
            if (first != HandshakeRecord)
            {
                Refuse($"the client does not speak TLS: its first byte is 0x{first:X2}, and that of TLS 0x{HandshakeRecord:X2}");
                return;
            }
        }

        // What comes after the client's close_notify is to be ignored (RFC 8446, section 6.1).
        if (!_inputEnded) _wire.Feed(received.Data);
        AskIfStarved();
    }

    /// <inheritdoc/>
    protected override void OnPeerClosed()
    {
        _readAsked = true;
        _wire.FeedEnd();
    }

    /// <inheritdoc/>
    protected override void OnResumeReading()
    {
        _isWanted = true;
        Read();
    }

    /// <inheritdoc/>
    protected override void OnWrite(Tcp.WriteCommand write)
    {
        if (_outputEnded)
        {
            Sender.Tell(write.FailureMessage.WithCause(new InvalidOperationException("The connection is closing and takes no more writes.")), Self);
            return;
        }

        if (write is Tcp.CompoundWrite compound)
        {
            foreach (var part in compound) Encrypt((Tcp.Write)part);
        }
        else
        {
            Encrypt((Tcp.Write)write);
        }
    }

    /// <inheritdoc/>
    protected override void OnClose(Tcp.CloseCommand close)
    {
        if (close is not Tcp.Abort && !_outputEnded)
        {
            _outputEnded = true;
            Finish(new ValueTask(_tls.ShutdownAsync()));
        }

        Setup.Below.Tell(close is Tcp.ConfirmedClose && _inputEnded ? Tcp.Close.Instance : close, Self);
        AskIfStarved();
    }

    /// <inheritdoc/>
    protected override void OnOther(object message)
    {
        switch (message)
        {
            case ReadCompleted:
                var reading = _reading!;
                _reading = null;
                OnRead(new ValueTask<int>(reading));
                Read();
                break;
            case TlsWire.Starved:
                AskIfStarved();
                break;
            case HandshakeCompleted:
                OnHandshakeCompleted();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static void Dispose(Task handshake, object? tls)
    {
        // Observed here too, for a handshake that fails after its actor has ended.
        _ = handshake.Exception;
        ((TlsServerStream)tls!).Dispose();
    }

    private void OnHandshakeCompleted()
    {
        if (_handshake.Exception is { } failure)
        {
            // What was written before tells the client why (an alert), and is still sent.
            Refuse(_tls.Explain(failure.InnerException!), close: true);
            return;
        }

        _wire.RunsOnThreadPool = false;
        Offer(Setup.Info with { Tls = _tls.Session() });
    }

    /// <summary>Asks the network for bytes when the TLS stream waits for some.</summary>
    private void AskIfStarved()
    {
        if (_readAsked || !_wire.IsStarved) return;
        _readAsked = true;
        Setup.Below.Tell(Tcp.ResumeReading.Instance, Self);
    }

    private void Encrypt(Tcp.Write write)
    {
        foreach (var segment in write.Data) Finish(_tls.WriteAsync(segment));
        // It comes after the bytes, so its acknowledgement covers them; it goes to the writer without a detour.
        if (write.WantsAck) Setup.Below.Tell(Tcp.Write.Create(ReadOnlySequence<byte>.Empty, write.Ack), Sender);
    }

    /// <summary>Writing to the wire ends at once; should the framework ever need longer, everything else waits for it.</summary>
    private void Finish(ValueTask writing)
    {
        try
        {
            if (writing.IsCompleted) writing.GetAwaiter().GetResult();
            else RunTask(writing.AsTask);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            Break(_tls.Explain(exception));
        }
    }

    /// <summary>The handshake has ended, one way or the other.</summary>
    private sealed class HandshakeCompleted : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly HandshakeCompleted Instance = new();
    }
}
