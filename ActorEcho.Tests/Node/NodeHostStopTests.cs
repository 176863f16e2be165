using ActorEcho.Actors.Settings;
using ActorEcho.Node;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Tests.Node;

public sealed class NodeHostStopTests
{
    [Fact]
    public async Task A_stop_that_takes_too_long_is_told_as_what_it_is()
    {
        using var errors = new StringWriter();
        var configuration = ServerConfiguration.Load(
            Path.Combine(AppContext.BaseDirectory, "hocon.conf"), [], new Dictionary<string, string>());
        var node = new NodeHost(configuration, TextReader.Null, TextWriter.Null, errors);
        using var host = new HostThatDoesNotStop();

        Assert.False(await node.StopAsync(host));

        Assert.Matches("^the node did not stop within [0-9]+ s", errors.ToString());
    }

    private sealed class HostThatDoesNotStop : IHost
    {
        public IServiceProvider Services => throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        // As the framework's host ends when its shutdown timeout is over.
        public Task StopAsync(CancellationToken cancellationToken = default) => throw new OperationCanceledException();

        public void Dispose()
        {
        }
    }
}
