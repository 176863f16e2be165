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
    private readonly TaskCompletionSource _heardTheEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

        return await _registered.Task;
    }

    public Task SayAsync()
    {
        history.TextsSent++;
        return SendAsync(Frames.Say($"{history.Number}.{history.TextsSent}"));
    }

    public Task SayAsync(string text) => SendAsync(Frames.Say(text));

    public Task WhisperAsync(string target)
    {
        history.WhispersSent++;
        return SendAsync(Frames.Whisper(target, $"{history.Number}.{history.WhispersSent}>{target}"));
    }

    /// <summary>Leaves as the protocol has it, and waits for the connection's end.</summary>
    public async Task LeaveAsync()
    {
        history.MarkEnded();
        await SendAsync(Frames.Exit(history.Name));
        await Reading;
        history.LeftInOrder = _acks == 2;
    }

    /// <summary>Vanishes.</summary>
    public void Dispose()
    {
        history.MarkEnded();
        _socket.Dispose();
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
            case ServerOpcode.Users:
                if (_acks++ > 0) break;
                names.LetIn(this);
                history.Joined = DateTime.UtcNow;
                _registered.TrySetResult(true);
                break;
            case ServerOpcode.Error when !history.IsMember:
                _registered.TrySetResult(false);
                break;
            case ServerOpcode.Error when frame.ErrorCode == (ulong)ChatError.NotStored:
                history.NotStored++;
                break;
            case ServerOpcode.Error when frame.ErrorCode != (ulong)ChatError.NoSuchUser:
                history.Faults.Enqueue($"ERR {frame.ErrorCode}");
                break;
            case ServerOpcode.Message:
                Hear(frame.Sender.ToString(), Encoding.UTF8.GetString(frame.Text.ToArray()));
                break;
        }
    }

    private void Hear(string sender, string text)
    {
        if (text.StartsWith("[PM] ", StringComparison.Ordinal)) history.Whispers.Add(text["[PM] ".Length..]);
        else history.Heard.Add((sender, text));
        if (text == ChaosRun.LastText) _heardTheEnd.TrySetResult();
    }
}
