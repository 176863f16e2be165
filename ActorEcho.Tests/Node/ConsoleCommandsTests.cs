using ActorEcho.Node;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Tests.Node;

public sealed class ConsoleCommandsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Lifetime _node = new();

    [Theory]
    [InlineData("exit\n")]
    [InlineData("quit\r\n")]
    [InlineData("hello\n\n  exit  \n")]
    [InlineData("quit")]
    public async Task Exit_and_quit_stop_the_node(string typed)
    {
        new ConsoleCommands(new StringReader(typed), _node).Watch();

        await _node.Stopped.WaitAsync(Patience);
    }

    [Fact]
    public void The_end_of_the_input_and_other_lines_stop_nothing()
    {
        new ConsoleCommands(new StringReader("hello\nexiting\n"), _node).ReadToEnd();

        Assert.False(_node.Stopped.IsCompleted);
    }

    [Fact]
    public async Task An_input_without_lines_is_read_no_further_than_a_line_can_be_long()
    {
        // As /dev/zero: it has no end and no line. Were all of it read, the node would have no memory left some day.
        var input = new Zeros();

        await Task.Run(new ConsoleCommands(input, _node).ReadToEnd).WaitAsync(Patience);

        Assert.InRange(input.Count, 1, 2048);
    }

    private sealed class Zeros : TextReader
    {
        public int Count { get; private set; }

        public override int Read()
        {
            Count++;
            return 0;
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        private readonly TaskCompletionSource _stopped = new();

        public Task Stopped => _stopped.Task;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopped.TrySetResult();
    }
}
