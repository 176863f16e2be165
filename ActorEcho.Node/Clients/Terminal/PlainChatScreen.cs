using System.Threading.Channels;
using ActorEcho.Actors.Clients.Chat;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>A chat in a pipe: a line in, a line out, no prompt; problems go to the error output.</summary>
/// <param name="input">Gives the lines.</param>
/// <param name="output">Takes what is said.</param>
/// <param name="errors">Takes what cannot be done.</param>
internal sealed class PlainChatScreen(TextReader input, TextWriter output, TextWriter errors) : IChatScreen
{
    /// <summary>Bounded, so that a file without end is read as fast as it can be sent.</summary>
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(64);

    private readonly Lock _writing = new();

    public ChannelReader<string> Lines => _lines.Reader;

    /// <summary>Begins to read; never keeps the process alive.</summary>
    public void Open() => new Thread(ReadLines) { IsBackground = true, Name = "chat lines" }.Start();

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

    private void ReadLines()
    {
        try
        {
            while (input.ReadLine() is { } line) _lines.Writer.WriteAsync(line).AsTask().GetAwaiter().GetResult();
            _lines.Writer.TryComplete();
        }
        catch (IOException exception)
        {
            _lines.Writer.TryComplete(exception);
        }
    }
}
