using System.Buffers;
using System.IO.Pipelines;
using Akka.Actor;
using Akka.IO;

namespace ActorEcho.Tests.Transports.Behaviour;

/// <summary>The server's side of a connection in memory: Akka.IO's TCP messages, in pull mode, over two pipes.</summary>
internal sealed class MemoryConnectionActor(PipeReader input, PipeWriter output) : UntypedActor
{
    private readonly Queue<(Tcp.Write Write, IActorRef Writer)> _unsent = new();
    private IActorRef _handler = ActorRefs.Nobody;
    private Tcp.CloseCommand? _closing;
    private bool _isReading;
    private bool _isSending;
    private bool _inputEnded;
    private bool _outputEnded;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tcp.Register register:
                _handler = Context.Watch(register.Handler);
                break;
            case Tcp.ResumeReading when !_isReading && !_inputEnded:
                _isReading = true;
                input.ReadAsync().AsTask().PipeTo(Self, success: read => new Read(read));
                break;
            case Tcp.ResumeReading:
                break;
            case Read read:
                OnRead(read.Result);
                break;
            case Tcp.Write write when _closing is null:
                _unsent.Enqueue((write, Sender));
                Send();
                break;
            case Sent sent:
                _isSending = false;
                if (sent.Write.WantsAck) sent.Writer.Tell(sent.Write.Ack, Self);
                // A client that has closed everything will never read this.
                if (sent.IsPeerGone) End(new Tcp.ErrorClosed("Broken pipe"));
                else Send();
                break;
            case Tcp.Abort:
                End(Tcp.Aborted.Instance);
                break;
            case Tcp.CloseCommand close:
                _closing = close;
                Send();
                break;
            case PeerAborted or Status.Failure:
                End(new Tcp.ErrorClosed("Connection reset by peer"));
                break;
            case Terminated when _closing is null:
                Context.Stop(Self);
                break;
            case Terminated:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop()
    {
        if (!_outputEnded) output.Complete(new IOException("Connection reset by peer"));
        if (!_isReading) input.Complete();
        else input.CancelPendingRead();
    }

    private void OnRead(ReadResult result)
    {
        _isReading = false;
        if (result.Buffer.IsEmpty)
        {
            input.AdvanceTo(result.Buffer.End);
            _inputEnded = true;
            if (_outputEnded) End(_closing!.Event);
            else if (_closing is null) _handler.Tell(Tcp.PeerClosed.Instance, Self);
            return;
        }

        var data = result.Buffer.ToArray();
        input.AdvanceTo(result.Buffer.End);
        _handler.Tell(new Tcp.Received(new ReadOnlySequence<byte>(data)), Self);
    }

    private void Send()
    {
        if (_isSending) return;
        if (_unsent.TryDequeue(out var next))
        {
            _isSending = true;
            foreach (var segment in next.Write.Data) output.Write(segment.Span);
            output.FlushAsync().AsTask().PipeTo(Self, success: flush => new Sent(next.Write, next.Writer, flush.IsCompleted));
            return;
        }

        if (_closing is null) return;
        if (!_outputEnded) output.Complete();
        _outputEnded = true;
        if (_inputEnded || _closing is Tcp.Close) End(_closing.Event);
    }

    private void End(Tcp.ConnectionClosed closed)
    {
        _handler.Tell(closed, Self);
        Context.Stop(Self);
    }

    internal sealed class PeerAborted
    {
        public static readonly PeerAborted Instance = new();
    }

    private sealed record Read(ReadResult Result);

    private sealed record Sent(Tcp.Write Write, IActorRef Writer, bool IsPeerGone);
}
