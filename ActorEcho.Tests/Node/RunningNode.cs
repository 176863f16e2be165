using System.Net;

namespace ActorEcho.Tests.Node;

/// <summary>A node with the three services on free ports, for tests that only need somebody to talk to.</summary>
public sealed class RunningNode : IAsyncLifetime
{
    private readonly NodeProcess _node = NodeProcess.Start(
    [
        "--set", "actor-echo.listeners.echo.bind=tcp://127.0.0.1:0",
        "--set", "actor-echo.listeners.ping-pong.bind=tcp://127.0.0.1:0",
        "--set", "actor-echo.listeners.chat.bind=tcp://127.0.0.1:0",
    ]);

    public IPEndPoint Echo { get; private set; } = null!;

    public IPEndPoint PingPong { get; private set; } = null!;

    public IPEndPoint Chat { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Echo = await _node.ReadEndPointAsync();
        PingPong = await _node.ReadEndPointAsync();
        Chat = await _node.ReadEndPointAsync();
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();
}
