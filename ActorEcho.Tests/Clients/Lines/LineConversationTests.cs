using System.Text;
using ActorEcho.Actors.Clients.Lines;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Clients.Lines;

public class LineConversationTests
{
    private readonly MemoryConnection _connection = new();
    private readonly RecordingScreen _screen = new();

    private Task<bool> RunAsync(Stream lines) =>
        new LineConversation(_connection.Client, _screen).RunAsync(new LineReader(lines), CancellationToken.None);

    private static MemoryStream Lines(string text) => new(Encoding.UTF8.GetBytes(text));

    private async Task AnswerAsync(params string[] answers)
    {
        var received = new LineReader(_connection.Received);
        foreach (var answer in answers)
        {
            await received.ReadAsync();
            await _connection.AnswerAsync(answer);
        }
    }

    [Fact]
    public async Task Each_line_is_sent_with_cr_lf_and_its_answer_awaited_before_the_next()
    {
        var answering = AnswerAsync("pong\r\n", "ping\n");

        var ended = await RunAsync(Lines("ping\npong"));
        await answering;

        Assert.True(ended);
        Assert.Equal(["?", "> ping", "<- pong", "?", "> pong", "<- ping", "?"], _screen.Shown);
    }

    [Fact]
    public async Task The_end_of_the_lines_is_told_to_the_server()
    {
        await RunAsync(Lines(string.Empty));

        using var reader = new StreamReader(_connection.Received);
        Assert.Equal(string.Empty, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_server_that_closes_instead_of_answering_ends_it()
    {
        var running = RunAsync(Lines("one\ntwo\n"));
        await new LineReader(_connection.Received).ReadAsync();
        _connection.End();

        Assert.False(await running);
        Assert.Equal(["?", "> one"], _screen.Shown);
    }

    [Fact]
    public async Task A_server_that_closes_while_a_line_is_awaited_ends_it_at_once()
    {
        var running = RunAsync(new MemoryConnection().Received);

        _connection.End();

        Assert.False(await running);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told()
    {
        var running = RunAsync(new MemoryConnection().Received);

        _connection.End(new IOException("broken"));

        Assert.Equal("broken", (await Assert.ThrowsAsync<IOException>(() => running)).Message);
    }

    [Fact]
    public async Task The_last_answer_is_shown_even_without_its_line_end()
    {
        var running = RunAsync(Lines("one\n"));
        await new LineReader(_connection.Received).ReadAsync();
        await _connection.AnswerAsync("error: no");
        _connection.End();

        await running;

        Assert.Contains("<- error: no", _screen.Shown);
    }

    private sealed class RecordingScreen : ILineScreen
    {
        public List<string> Shown { get; } = [];

        public void AwaitLine() => Shown.Add("?");

        public void ShowSent(ReadOnlySpan<byte> line) => Shown.Add($"> {Encoding.UTF8.GetString(line)}");

        public void ShowAnswer(ReadOnlySpan<byte> line) => Shown.Add($"<- {Encoding.UTF8.GetString(line)}");
    }
}
