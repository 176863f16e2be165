using System.Text;
using System.Threading.Channels;
using ActorEcho.Actors.Clients.Chat;
using ActorEcho.Actors.Clients.Lines;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>A chat in a pipe: a line in, a line out, no prompt; problems go to the error output.</summary>
/// <param name="input">Gives the lines, none longer than <see cref="LineReader.DefaultMaxLineBytes"/>.</param>
/// <param name="output">Takes what is said.</param>
/// <param name="errors">Takes what cannot be done.</param>
internal sealed class PlainChatScreen(Stream input, TextWriter output, TextWriter errors) : IChatScreen
{
    /// <summary>Bounded, so that a file without end is read as fast as it can be sent.</summary>
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(64);

    private readonly Lock _writing = new();

    public ChannelReader<string> Lines => _lines.Reader;

    /// <summary>Whether there were more lines that could not be read.</summary>
    public bool IsInputBroken { get; private set; }

    /// <summary>Begins to read; never keeps the process alive.</summary>
    public void Open() => _ = Task.Run(ReadLinesAsync);

    public void ShowMessage(ChatEvent.Said said)
    {
        lock (_writing)
        {
            output.WriteLine($"{said.Sender}: {PrintableText.Of(said.Text)}");
            output.Flush();
        }
    }

    public void ShowProblem(string problem)
    {
        lock (_writing) errors.WriteLine($"error: {problem}");
    }

    private async Task ReadLinesAsync()
    {
        var lines = new LineReader(input);
        try
        {
            while (await lines.ReadAsync() is { } line) await _lines.Writer.WriteAsync(Encoding.UTF8.GetString(line.Span));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            IsInputBroken = true;
            ShowProblem($"the input is read no further: {exception.Message}");
        }

        _lines.Writer.Complete();
    }
}
