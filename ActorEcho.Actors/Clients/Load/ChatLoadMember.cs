using System.Buffers;
using System.Diagnostics;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Clients.Measuring;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>One member of a chat load: hears all senders and checks that each one's messages come in order, whole and once.</summary>
internal sealed class ChatLoadMember
{
    private const int ReadBytes = 64 * 1024;
    private const int MaxUsers = 1_000_000;

    private readonly ClientStream _stream;
    private readonly ChatLoadPlan _plan;
    private readonly LoadClock _clock;
    private readonly LatencyHistogram _latency;
    private readonly ServerFrameDecoder _decoder = new(ReadBytes, MaxUsers);
    private readonly byte[] _buffer = new byte[ReadBytes];
    private readonly ChatLoadSender[] _senders;
    private readonly ChatName[] _names;
    private readonly long[] _next;
    private readonly long[] _inBatch;
    private long _delivered;

    public ChatLoadMember(
        ClientStream stream, ChatName[] names, ChatLoadSender[] senders, ChatLoadPlan plan, LoadClock clock, LatencyHistogram latency)
    {
        _stream = stream;
        _names = names;
        _senders = senders;
        _plan = plan;
        _clock = clock;
        _latency = latency;
        _next = new long[senders.Length];
        _inBatch = new long[senders.Length];
    }

    /// <summary>How many messages of this run came so far.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>How many of them while the run was measuring.</summary>
    public long Measured { get; private set; }

    /// <summary>How many messages came out of their sender's order, or again.</summary>
    public long OutOfOrder { get; private set; }

    /// <summary>Registers, and hears the senders until told to give up.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="registered">Set when the server has let the member in.</param>
    /// <param name="giveUp">Ends it in order.</param>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> RunAsync(ChatName name, TaskCompletionSource registered, CancellationToken giveUp)
    {
        try
        {
            await _stream.WriteAsync(ClientFrame.Register(name).Encode(), giveUp);
            while (true)
            {
                var read = await _stream.ReadAsync(_buffer, giveUp);
                if (read == 0) return "the server closed the connection";
                if (Hear(new ReadOnlySequence<byte>(_buffer, 0, read), registered) is { } fault) return fault;
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException exception)
        {
            return $"the connection broke: {exception.Message}";
        }
    }

    private string? Hear(ReadOnlySequence<byte> input, TaskCompletionSource registered)
    {
        var now = Stopwatch.GetTimestamp();
        while (true)
        {
            switch (_decoder.Read(ref input, out var frame, out var fault))
            {
                case FrameReading.Incomplete:
                    Publish();
                    return null;
                case FrameReading.Faulted:
                    return $"the server sent {fault}";
            }

            switch (frame.Opcode)
            {
                case ServerOpcode.Users:
                    registered.TrySetResult();
                    break;
                case ServerOpcode.Error:
                    return $"the server answered ERR {frame.ErrorCode}";
                case ServerOpcode.Message when frame.Sender != ChatName.Server:
                    if (Count(frame, now) is { } wrong) return wrong;
                    break;
            }
        }
    }

    /// <summary>Counts a message, and says what is wrong with it beyond its order.</summary>
    private string? Count(in ServerFrame frame, long now)
    {
        if (!ChatLoadMessage.TryRead(frame.Text, _plan.TextBytes, _plan.Run, out var message))
        {
            return $"{frame.Sender} said something that is no message of this run: {frame.Text.Length} bytes";
        }

        var sender = message.Sender;
        if ((uint)sender >= (uint)_senders.Length || frame.Sender != _names[sender])
        {
            return $"a message of sender {sender} came in the name of {frame.Sender}";
        }

        if (message.Number != _next[sender]) OutOfOrder++;
        _next[sender] = Math.Max(_next[sender], message.Number + 1);
        _inBatch[sender]++;
        if (_clock.IsMeasuring) Measured++;
        if (message.DueAt < _clock.CountsBefore) _latency.Record(LoadClock.NanosecondsBetween(message.DueAt, now));
        return null;
    }

    private void Publish()
    {
        for (var sender = 0; sender < _inBatch.Length; sender++)
        {
            if (_inBatch[sender] == 0) continue;
            Volatile.Write(ref _delivered, _delivered + _inBatch[sender]);
            _senders[sender].Delivered(_inBatch[sender]);
            _inBatch[sender] = 0;
        }
    }
}
