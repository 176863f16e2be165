using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorEcho.Tests.Cluster;

/// <summary>
/// A node's way to its database, which can be cut, or blocked in one direction or both without anybody being told; or a single
/// connection whose answers are lost.
/// </summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly int _server;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new(); // Not disposed: connections that are ending still look at it, and it holds no timer.
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly List<(Socket Node, string Role)> _roles = [];
    private readonly Gate _toServer = new();
    private readonly Gate _toNode = new();
    private readonly Task _accepting;
    private volatile LostAnswers? _lost;
    private volatile byte[]? _last;
    private string? _cutRole;
    private bool _isCut;

    public DatabaseProxy(int server)
    {
        _server = server;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Ends all connections, and every new one at once.</summary>
    public void Cut()
    {
        Socket[] sockets;
        lock (_lock)
        {
            _isCut = true;
            sockets = [.. _sockets];
        }

        foreach (var socket in sockets) socket.Dispose();
    }

    /// <summary>Ends the node's connections for this, and every new one as soon as it says what it is for; others are well.</summary>
    /// <param name="role">The last word of the connection's application_name.</param>
    public void Cut(string role)
    {
        lock (_lock)
        {
            _cutRole = role;
            foreach (var (node, of) in _roles)
            {
                if (of == role) node.Dispose();
            }
        }
    }

    /// <summary>Nothing passes any more, but the connections stay; what is sent waits.</summary>
    public void Freeze(bool toServer = true, bool toNode = true)
    {
        if (toServer) _toServer.Close();
        if (toNode) _toNode.Close();
    }

    /// <summary>From the connection on which the server is sent these bytes nothing comes back any more; others are well.</summary>
    /// <returns>Comes to its end when the server is sent them again.</returns>
    public Task LoseAnswersTo(byte[] request)
    {
        var lost = new LostAnswers(request);
        _lost = lost;
        return lost.WhenAskedAgain;
    }

    /// <summary>From the moment when the server is sent these bytes nothing comes back any more on any connection; what is sent
    /// reaches the server.</summary>
    public void LoseAllAnswersFrom(byte[] request) => _last = request;

    /// <summary>All is well again, and what waited passes.</summary>
    public void Restore()
    {
        _last = null;
        lock (_lock)
        {
            _isCut = false;
            _cutRole = null;
        }

        _toServer.Open();
        _toNode.Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted) return;
        await _end.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket node;
            try
            {
                node = await _listener.AcceptAsync(_end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(node);
        }
    }

    private async Task ServeAsync(Socket node)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        node.NoDelay = true;
        using (node)
        {
            lock (_lock)
            {
                if (_isCut) return;
                _sockets.Add(node);
                _sockets.Add(server);
            }

            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                var isMute = false;
                void See(ReadOnlyMemory<byte> request)
                {
                    NoteRole(node, request.Span);
                    isMute |= _lost?.BeginWith(request) == true;
                    if (_last is { } last && request.Span.IndexOf(last) >= 0) _toNode.Close();
                }

                await Task.WhenAny(
                    PassAsync(node, server, _toServer, See),
                    PassAsync(server, node, _toNode, static _ => { }, () => Volatile.Read(ref isMute)));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The database is down or the way was cut: that is what the proxy is for.
            }
            finally
            {
                lock (_lock)
                {
                    _sockets.Remove(node);
                    _sockets.Remove(server);
                    _roles.RemoveAll(known => known.Node == node);
                }
            }
        }
    }

    /// <summary>What a connection is for, as it says when it begins.</summary>
    private void NoteRole(Socket node, ReadOnlySpan<byte> request)
    {
        var at = request.IndexOf("application_name\0"u8);
        if (at < 0) return;
        var name = request[(at + "application_name\0".Length)..];
        name = name[..Math.Max(name.IndexOf((byte)0), 0)];
        var role = Encoding.UTF8.GetString(name[(name.LastIndexOf((byte)' ') + 1)..]);
        lock (_lock)
        {
            _roles.Add((node, role));
            if (role == _cutRole) node.Dispose();
        }
    }

    private async Task PassAsync(Socket from, Socket to, Gate gate, Action<ReadOnlyMemory<byte>> see, Func<bool>? isMute = null)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, _end.Token) is var count and > 0)
            {
                await gate.WhenOpen.WaitAsync(_end.Token);
                see(buffer.AsMemory(0, count));
                if (isMute?.Invoke() == true) continue;
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone; the other is closed in turn.
        }
    }

    private sealed class LostAnswers(byte[] request)
    {
        private readonly TaskCompletionSource _askedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _timesSent;

        public Task WhenAskedAgain => _askedAgain.Task;

        /// <summary>Whether this is the request for the first time.</summary>
        public bool BeginWith(ReadOnlyMemory<byte> sent)
        {
            if (sent.Span.IndexOf(request) < 0) return false;
            if (Interlocked.Increment(ref _timesSent) == 1) return true;
            _askedAgain.TrySetResult();
            return false;
        }
    }

    private sealed class Gate
    {
        private volatile TaskCompletionSource _open = Opened();

        public Task WhenOpen => _open.Task;

        public void Close()
        {
            if (_open.Task.IsCompleted) _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        public void Open() => _open.TrySetResult();

        private static TaskCompletionSource Opened()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
