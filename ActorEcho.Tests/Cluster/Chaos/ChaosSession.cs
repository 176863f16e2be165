using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>One connection of a user, with all that was said and heard on it.</summary>
internal sealed class ChaosSession : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ServerFrameDecoder _frames = new(maxTextBytes: 1 << 16, maxUsers: 1 << 16);
    private readonly TaskCompletionSource<bool> _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heardTheEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ended;
    private int _acks;

    public ChaosSession(int number, string name)
    {
        Number = number;
        Name = name;
    }

    public int Number { get; }

    public string Name { get; }

    /// <summary>When the name was known to be the user's, on the monotonic clock.</summary>
    public long Joined { get; set; }

    /// <summary>When the user gave the name up, or was seen to have lost it.</summary>
    public long Ended => Interlocked.Read(ref _ended);

    public bool IsMember => Joined != 0;

    public bool IsOver => Ended != 0;

    /// <summary>Whether the server has confirmed the leaving, and with it that all before was answered.</summary>
    public bool LeftInOrder { get; private set; }

    public int TextsSent { get; set; }

    public int NotStored { get; private set; }

    /// <summary>What was heard by all, as sender and text, in order.</summary>
    public List<(string Sender, string Text)> Heard { get; } = [];

    /// <summary>What was heard by this one alone.</summary>
    public List<string> Whispers { get; } = [];

    /// <summary>What the server sent that no server should.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

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
            await SendAsync(Frames.Register(Name));
        }
        catch (SocketException)
        {
            return false; // The node has just been killed.
        }

        return await _registered.Task;
    }

    public Task SayAsync()
    {
        TextsSent++;
        return SendAsync(Frames.Say($"{Number}.{TextsSent}"));
    }

    public Task SayAsync(string text) => SendAsync(Frames.Say(text));

    public Task WhisperAsync(string target, int serial) => SendAsync(Frames.Whisper(target, $"{Number}.{serial}>{target}"));

    /// <summary>Leaves as the protocol has it, and waits for the connection's end.</summary>
    public async Task LeaveAsync()
    {
        MarkEnded();
        await SendAsync(Frames.Exit(Name));
        await Reading;
        LeftInOrder = _acks == 2;
    }

    /// <summary>Vanishes.</summary>
    public void Dispose()
    {
        MarkEnded();
        _socket.Dispose();
    }

    private void MarkEnded() => Interlocked.CompareExchange(ref _ended, Stopwatch.GetTimestamp(), 0);

    private async Task SendAsync(byte[] frame)
    {
        try
        {
            for (var sent = 0; sent < frame.Length;) sent += await _socket.SendAsync(frame.AsMemory(sent));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            MarkEnded();
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
                    if (reading == FrameReading.Faulted) Faults.Enqueue($"cannot be read: {fault}");
                    else Take(frame);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The node was killed, or this user vanished.
        }

        MarkEnded();
        _registered.TrySetResult(false);
    }

    private void Take(in ServerFrame frame)
    {
        switch (frame.Opcode)
        {
            case ServerOpcode.Users:
                if (_acks++ > 0) break;
                Joined = Stopwatch.GetTimestamp();
                _registered.TrySetResult(true);
                break;
            case ServerOpcode.Error when !IsMember:
                _registered.TrySetResult(false);
                break;
            case ServerOpcode.Error when frame.ErrorCode == (ulong)ChatError.NotStored:
                NotStored++;
                break;
            case ServerOpcode.Error when frame.ErrorCode != (ulong)ChatError.NoSuchUser:
                Faults.Enqueue($"ERR {frame.ErrorCode}");
                break;
            case ServerOpcode.Message:
                Hear(frame.Sender.ToString(), Encoding.UTF8.GetString(frame.Text.ToArray()));
                break;
        }
    }

    private void Hear(string sender, string text)
    {
        if (text.StartsWith("[PM] ", StringComparison.Ordinal)) Whispers.Add(text["[PM] ".Length..]);
        else Heard.Add((sender, text));
        if (text == ChaosRun.LastText) _heardTheEnd.TrySetResult();
    }
}
