using System.Buffers;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Protocols;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// One user's side of the chat, as ProofChat's specification has it: a name is registered, then texts go to everyone
/// or to one user, until the user leaves.
/// </summary>
/// <remarks>
/// <para>Answers keep the order of the requests: while the registry has not answered one, the input behind it waits.
/// Broadcasts have no answer and flow on; the registry confirms every <see cref="ConfirmedBroadcasts"/> of them, or
/// <see cref="ConfirmedBytes"/>, and at most two such portions are on their way.</para>
/// <para>An error that leaves the stream readable (a name that cannot be had, an absent target, a frame out of place)
/// is answered and the session goes on; after an unknown opcode or an excessive length nothing can be told apart any
/// more, so ERR 4 is the last answer. Not thread-safe; one instance per connection.</para>
/// </remarks>
public sealed class ChatProtocol : IProtocol
{
    internal const int ConfirmedBroadcasts = 32;
    internal const int ConfirmedBytes = 32 * 1024;
    internal const int MaxConfirmationsAwaited = 2;

    private static readonly byte[][] ErrorFrames =
        [.. Enum.GetValues<ChatError>().Select(error => ServerFrame.Error(error).Encode())];

    private readonly ChatLimits _limits;
    private readonly ClientFrameDecoder _frames;
    private ReadOnlySequence<byte> _unread;
    private ChatName _name;
    private Phase _phase;
    private bool _awaitsAnswer;
    private bool _paused;
    private bool _inputEnded;
    private bool _isMember;
    private int _confirmationsAwaited;
    private int _broadcastsToConfirm;
    private long _bytesToConfirm;
    private int _toReceipt;

    /// <summary>Makes the protocol for one connection.</summary>
    /// <param name="limits">The bounds of the session.</param>
    public ChatProtocol(ChatLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        _frames = new ClientFrameDecoder(limits.MaxTextBytes);
    }

    private enum Phase
    {
        Unregistered,
        Registered,
        Closed,
    }

    private bool Waits => _awaitsAnswer || _confirmationsAwaited >= MaxConfirmationsAwaited;

    /// <inheritdoc/>
    public void Receive(ReadOnlySequence<byte> input, IProtocolOutput output)
    {
        _unread = _unread.IsEmpty ? input : Join(_unread, input);
        if (Waits) Pause(output);
        else Proceed(output);
    }

    /// <inheritdoc/>
    public void InputEnded(IProtocolOutput output)
    {
        _inputEnded = true;
        Proceed(output);
    }

    /// <inheritdoc/>
    public void Notify(IProtocolNotice notice, IProtocolOutput output)
    {
        switch (notice)
        {
            case ChatMessage message:
                Deliver(message, output);
                return;
            case ChatNotice.NotStored:
                Error(ChatError.NotStored, output);
                return;
            case ChatNotice.Routed:
                _confirmationsAwaited--;
                break;
            case ChatNotice.Dismissed dismissed:
                _isMember = false;
                Close(output, dismissed.Reason);
                return;
            default:
                _awaitsAnswer = false;
                Answer(notice, output);
                break;
        }

        Proceed(output);
    }

    /// <inheritdoc/>
    public void Ended(IProtocolOutput output)
    {
        // The name is free at once, not only when the client has taken its last answers.
        if (_isMember || _awaitsAnswer) output.Emit(ChatRequest.Leave.Instance);
    }

    private void Answer(IProtocolNotice notice, IProtocolOutput output)
    {
        switch (notice)
        {
            case ChatNotice.Registered registered:
                _phase = Phase.Registered;
                _isMember = true;
                output.Write(ServerFrame.Ack(registered.Users).Encode());
                break;
            case ChatNotice.Refused refused:
                Error(refused.Error, output);
                break;
            case ChatNotice.NoSuchUser:
                Error(ChatError.NoSuchUser, output);
                break;
            case ChatNotice.Left left:
                _isMember = false;
                output.Write(ServerFrame.Ack(left.Users).Encode());
                Close(output, "the user left");
                break;
        }
    }

    /// <summary>Reads frames until the input is used up or an answer must come first.</summary>
    private void Proceed(IProtocolOutput output)
    {
        while (!Waits && _phase != Phase.Closed)
        {
            switch (_frames.Read(ref _unread, out var frame, out var fault))
            {
                case FrameReading.Complete:
                    Handle(frame, output);
                    break;
                case FrameReading.Faulted:
                    Error(ChatError.UnknownFormat, output);
                    Close(output, $"a frame cannot be read: {fault}");
                    break;
                case FrameReading.Incomplete when _inputEnded:
                    Close(output, "the client finished");
                    break;
                default:
                    Resume(output);
                    return;
            }
        }
    }

    private void Handle(in ClientFrame frame, IProtocolOutput output)
    {
        switch (frame.Opcode)
        {
            case ClientOpcode.Register when _phase == Phase.Unregistered:
                Register(frame.Name, output);
                break;
            case ClientOpcode.Say when _phase == Phase.Registered:
                Say(frame.Text, output);
                break;
            case ClientOpcode.Whisper when _phase == Phase.Registered:
                _awaitsAnswer = true;
                var message = ChatMessage.Whisper(_name, frame.Text, _limits.MaxFrameTextBytes);
                output.Emit(new ChatRequest.Whisper(frame.Name, message));
                break;
            case ClientOpcode.Exit when _phase == Phase.Registered:
                _awaitsAnswer = true;
                output.Emit(ChatRequest.Leave.Instance);
                break;
            default:
                Error(ChatError.UnknownFormat, output);
                break;
        }
    }

    private void Register(in ChatName name, IProtocolOutput output)
    {
        if (name.Validate() is { } error)
        {
            Error(error, output);
            return;
        }

        _name = name;
        _awaitsAnswer = true;
        output.Emit(new ChatRequest.Register(name, _limits.MaxListedUsers));
    }

    private void Say(in ReadOnlySequence<byte> text, IProtocolOutput output)
    {
        _broadcastsToConfirm++;
        _bytesToConfirm += text.Length;
        var confirm = _broadcastsToConfirm >= ConfirmedBroadcasts || _bytesToConfirm >= ConfirmedBytes;
        if (confirm)
        {
            _confirmationsAwaited++;
            _broadcastsToConfirm = 0;
            _bytesToConfirm = 0;
        }

        var message = ChatMessage.Broadcast(_name, text, _limits.MaxFrameTextBytes);
        output.Emit(new ChatRequest.Broadcast(message, confirm));
    }

    private void Deliver(ChatMessage message, IProtocolOutput output)
    {
        output.Write(message.Bytes);
        _toReceipt += message.Weight;
        if (_toReceipt < ChatRequest.Receipt.Quantum) return;
        output.Emit(new ChatRequest.Receipt(_toReceipt));
        _toReceipt = 0;
    }

    private static void Error(ChatError error, IProtocolOutput output) => output.Write(ErrorFrames[(int)error]);

    private void Pause(IProtocolOutput output)
    {
        if (_paused) return;
        _paused = true;
        output.PauseInput();
    }

    private void Resume(IProtocolOutput output)
    {
        if (!_paused) return;
        _paused = false;
        output.ResumeInput();
    }

    private void Close(IProtocolOutput output, string reason)
    {
        _phase = Phase.Closed;
        _unread = default;
        output.Close(reason);
    }

    private static ReadOnlySequence<byte> Join(in ReadOnlySequence<byte> first, in ReadOnlySequence<byte> second)
    {
        var joined = GC.AllocateUninitializedArray<byte>(checked((int)(first.Length + second.Length)));
        first.CopyTo(joined);
        second.CopyTo(joined.AsSpan((int)first.Length));
        return new ReadOnlySequence<byte>(joined);
    }
}
