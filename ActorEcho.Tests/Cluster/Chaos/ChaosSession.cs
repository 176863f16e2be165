using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>One connection of a user, who writes down all that was said and heard on it.</summary>
/// <param name="history">Where it is written down.</param>
/// <param name="names">Who is told when the user has the name.</param>
internal sealed class ChaosSession(ChaosHistory history, ChaosNames names) : IDisposable
{
    // From Linux' tcp.h and tcp_states.h: what the system says of a connection begins with its state.
    private const int TcpInformation = 11;
    private const byte Established = 1;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ServerFrameDecoder _frames = new(maxTextBytes: 1 << 16, maxUsers: 1 << 16);
    private readonly TaskCompletionSource<bool> _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heardTheEnd = NewEvent();
    private volatile TaskCompletionSource? _answered;
    private volatile TaskCompletionSource? _heardOneself;
    private volatile string? _ownWhisper;
    private int _acks;

    public ChaosHistory History => history;

    /// <summary>
    /// Whether the user still holds the name as far as this end can know: has not given it up, and the system has not been told of the
    /// connection's end, whether that was read already or not.
    /// </summary>
    public bool IsConnected
    {
        get
        {
            if (history.IsOver) return false;
            Span<byte> state = stackalloc byte[1];
            try
            {
                return _socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpInformation, state) == 1 && state[0] == Established;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false; // Just closed.
            }
        }
    }

    /// <summary>Comes to its end once everything up to the last text of the run was heard.</summary>
    public Task HeardTheEnd => _heardTheEnd.Task;

    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Connects and asks for the name.</summary>
    /// <returns>Whether it is the user's.</returns>
    public async Task<bool> JoinAsync(EndPoint node)
    {
        try
        {
            await _socket.ConnectAsync(node);
            Reading = ReadAsync();
            history.Asked = DateTime.UtcNow;
            await SendAsync(Frames.Register(history.Name));
        }
        catch (SocketException)
        {
            return false; // The node has just been killed.
        }

        return await _registered.Task.InTimeAsync($"the answer to the joining of {history}");
    }

    /// <summary>Asks for the name and vanishes before the answer comes, without a word to the server's protocol.</summary>
    public async Task JoinInVainAsync(EndPoint node)
    {
        _socket.LingerState = new LingerOption(true, 0);
        try
        {
            await _socket.ConnectAsync(node);
            await SendAsync(Frames.Register(history.Name));
        }
        catch (SocketException)
        {
            // The node has just been killed.
        }

        Dispose();
    }

    public Task SayAsync()
    {
        history.TextsSent++;
        return SendAsync(Frames.Say(Text(history, history.TextsSent)));
    }

    public Task SayAsync(string text) => SendAsync(Frames.Say(text));

    public Task WhisperAsync(string target) => SendAsync(NextWhisper(target));

    /// <summary>
    /// Waits until all that was said so far is answered, and all that was said before now is heard: of the first a frame tells that is
    /// out of place, and therefore answered in its turn, of the second a private text to oneself.
    /// </summary>
    public async Task CatchUpAsync()
    {
        var notStored = history.NotStored;
        var (answered, heard) = (NewEvent(), NewEvent());
        var whisper = NextWhisper(history.Name);
        _ownWhisper = ChaosRoom.Private + Whisper(history, history.WhispersSent, history.Name);
        _answered = answered;
        _heardOneself = heard;
        await SendAsync([.. whisper, .. Frames.Register(history.Name)]);
        try
        {
            await Task.WhenAny(answered.Task, Reading).InTimeAsync("the answer to all that was said");
            // After an error it may be the private text that is not stored, and what was sent before it may still be answered.
            if (!answered.Task.IsCompleted || history.NotStored != notStored) return;
            history.Settle();
            await Task.WhenAny(heard.Task, Reading).InTimeAsync("a private text to itself, which is stored,");
        }
        catch (TimeoutException late)
        {
            history.Faults.Enqueue(late.Message);
        }
    }

    /// <summary>Leaves as the protocol has it, and waits for the connection's end.</summary>
    public async Task LeaveAsync()
    {
        history.MarkEnded();
        await SendAsync(Frames.Exit(history.Name));
        await Reading.InTimeAsync($"the end of {history}, which has asked for it,");
        history.LeftInOrder = _acks == 2;
    }

    /// <summary>Vanishes.</summary>
    public void Dispose()
    {
        history.MarkEnded();
        _socket.Dispose();
    }

    /// <summary>What a connection says to all.</summary>
    public static string Text(ChaosHistory history, int number) => $"{history.Number}.{number}";

    /// <summary>What a connection says to one.</summary>
    public static string Whisper(ChaosHistory history, int number, string target) => $"{history.Number}.{number}>{target}";

    private static TaskCompletionSource NewEvent() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private byte[] NextWhisper(string target)
    {
        history.WhispersTo.Add(target);
        return Frames.Whisper(target, Whisper(history, history.WhispersSent, target));
    }

    private async Task SendAsync(byte[] frame)
    {
        try
        {
            for (var sent = 0; sent < frame.Length;) sent += await _socket.SendAsync(frame.AsMemory(sent));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            history.MarkEnded();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var unread = ReadOnlySequence<byte>.Empty;
        try
        {
            while (await _socket.ReceiveAsync(buffer) is var count and > 0)
            {
                unread = new ReadOnlySequence<byte>([.. unread.ToArray(), .. buffer.AsSpan(0, count)]);
                while (_frames.Read(ref unread, out var frame, out var fault) is var reading && reading != FrameReading.Incomplete)
                {
                    if (reading == FrameReading.Faulted) history.Faults.Enqueue($"cannot be read: {fault}");
                    else Take(frame);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The node was killed, or this user vanished.
        }

        history.MarkEnded();
        _registered.TrySetResult(false);
    }

    private void Take(in ServerFrame frame)
    {
        switch (frame.Opcode)
        {
            case ServerOpcode.Users when ++_acks == 1:
                names.LetIn(this);
                history.Users = [.. frame.Users.ToArray().Select(static user => user.ToString())];
                history.Joined = DateTime.UtcNow;
                _registered.TrySetResult(true);
                break;
            case ServerOpcode.Users:
                history.Settle(); // The leaving is stored, and with it all before.
                break;
            case ServerOpcode.Error when !history.IsMember:
                _registered.TrySetResult(false);
                break;
            case ServerOpcode.Error when frame.ErrorCode == (ulong)ChatError.NotStored:
                history.NotStored++;
                break;
            case ServerOpcode.Error when frame.ErrorCode == (ulong)ChatError.NoSuchUser:
                history.NoSuchUser++;
                break;
            case ServerOpcode.Error when frame.ErrorCode == (ulong)ChatError.UnknownFormat && _answered is { Task.IsCompleted: false } answered:
                answered.SetResult();
                break;
            case ServerOpcode.Error:
                history.Faults.Enqueue($"ERR {frame.ErrorCode}");
                break;
            case ServerOpcode.Message:
                Hear(frame.Sender.ToString(), Encoding.UTF8.GetString(frame.Text.ToArray()));
                break;
        }
    }

    private void Hear(string sender, string text)
    {
        history.Heard.Add((sender, text));
        if (text == ChaosRun.LastText) _heardTheEnd.TrySetResult();
        else if (text == _ownWhisper) _heardOneself?.TrySetResult();
    }
}
