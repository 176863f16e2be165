using ActorEcho.Node.Clients.Terminal;

namespace ActorEcho.Tests.Clients.Terminal;

public class PlainChatScreenTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Lines_are_read_to_the_end()
    {
        using var input = new MemoryStream("hello\r\nwörld"u8.ToArray());
        var screen = new PlainChatScreen(input, TextWriter.Null, TextWriter.Null);

        screen.Open();

        Assert.Equal(["hello", "wörld"], await screen.Lines.ReadAllAsync().ToListAsync().AsTask().WaitAsync(Deadline));
        Assert.False(screen.IsInputBroken);
    }

    [Fact]
    public async Task An_input_without_lines_is_read_no_further_than_a_line_can_be_long()
    {
        // As /dev/zero: it has no end and no line. Were all of it read, there would be no memory left.
        using var input = new Zeros();
        using var errors = new StringWriter();
        var screen = new PlainChatScreen(input, TextWriter.Null, errors);

        screen.Open();
        await screen.Lines.Completion.WaitAsync(Deadline);

        Assert.True(screen.IsInputBroken);
        Assert.StartsWith("error: the input is read no further: ", errors.ToString(), StringComparison.Ordinal);
        Assert.InRange(input.Count, 1, 4 * 1024 * 1024);
    }

    private sealed class Zeros : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Clear(buffer, offset, count);
            Count += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
