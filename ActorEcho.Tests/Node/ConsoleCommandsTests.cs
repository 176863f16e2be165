using ActorEcho.Node;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Tests.Node;

public sealed class ConsoleCommandsTests : IHostApplicationLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new();

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    [Theory]
    [InlineData("exit\n")]
    [InlineData("quit\r\n")]
    [InlineData("hello\n\n  exit  \n")]
    [InlineData("quit")]
    public async Task Exit_and_quit_stop_the_node(string typed)
    {
        new ConsoleCommands(new StringReader(typed), this).Watch();

        await _stopped.Task.WaitAsync(Patience);
    }

    [Fact]
    public void The_end_of_the_input_and_other_lines_stop_nothing()
    {
        new ConsoleCommands(new StringReader("hello\nexiting\n"), this).ReadToEnd();

        Assert.False(_stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task An_input_without_lines_is_read_no_further_than_a_line_can_be_long()
    {
        // As /dev/zero: it has no end and no line. Were all of it read, the node would have no memory left some day.
        var input = new Zeros();

        await Task.Run(new ConsoleCommands(input, this).ReadToEnd).WaitAsync(Patience);

        Assert.InRange(input.Count, 1, 2048);
    }

    public void StopApplication() => _stopped.TrySetResult();

    public void Dispose() => _stopping.Dispose();

    private sealed class Zeros : TextReader
    {
        public int Count { get; private set; }

        public override int Read()
        {
            Count++;
            return 0;
        }
    }
}
