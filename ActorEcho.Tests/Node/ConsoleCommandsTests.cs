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
    public async Task The_end_of_the_input_and_other_lines_stop_nothing()
    {
        var input = new EndlessInput("hello\nexiting\n", endsWith: -1);
        new ConsoleCommands(input, this).Watch();

        await input.WasReadToItsEnd.WaitAsync(Patience);
        Assert.False(_stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task An_input_without_lines_is_read_no_further_than_a_line_can_be_long()
    {
        // As /dev/zero: it has no end and no line. Were all of it read, the node would have no memory left some day.
        var input = new EndlessInput("", endsWith: 0);
        var commands = new ConsoleCommands(input, this);

        await Task.Run(commands.ReadToEnd).WaitAsync(Patience);

        Assert.InRange(input.Count, 1, 2048);
    }

    public void StopApplication() => _stopped.TrySetResult();

    public void Dispose() => _stopping.Dispose();

    /// <summary>Gives a text, and then the same number for ever.</summary>
    private sealed class EndlessInput(string text, int endsWith) : TextReader
    {
        private readonly TaskCompletionSource _readToItsEnd = new();

        public int Count { get; private set; }

        public Task WasReadToItsEnd => _readToItsEnd.Task;

        public override int Read()
        {
            if (Count < text.Length)
                return text[Count++];
            Count++;
            _readToItsEnd.TrySetResult();
            return endsWith;
        }
    }
}
