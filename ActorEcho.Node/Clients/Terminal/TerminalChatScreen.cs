using System.Threading.Channels;
using ActorEcho.Actors.Clients.Chat;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>
/// A chat on a terminal: what comes in is written above the line being typed, which is wiped before and drawn again after,
/// cursor and all.
/// </summary>
internal sealed class TerminalChatScreen : IChatScreen
{
    private const string Prompt = ">>> ";
    private const string WipeRow = "\r\e[K";

    private readonly ITerminal _terminal;
    private readonly Lock _drawing = new();
    private readonly LineEditor _editor = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private bool _isFinished;

    public TerminalChatScreen(ITerminal terminal) => _terminal = terminal;

    public ChannelReader<string> Lines => _lines.Reader;

    /// <summary>Draws the prompt and begins to take keys; never keeps the process alive.</summary>
    public void Open()
    {
        lock (_drawing) Draw();
        new Thread(TakeKeys) { IsBackground = true, Name = "chat keys" }.Start();
    }

    public void ShowMessage(ChatEvent.Said said) => ShowAbove($"{said.Sender}: {PrintableText.Of(said.Text)}");

    public void ShowProblem(string problem) => ShowAbove($"error: {problem}");

    /// <summary>Takes the prompt away, so that the shell finds a fresh row.</summary>
    public void Finish()
    {
        lock (_drawing)
        {
            _isFinished = true;
            _terminal.Write(WipeRow);
        }
    }

    private void TakeKeys()
    {
        while (_terminal.ReadKey() is { } key)
        {
            lock (_drawing)
            {
                if (_isFinished) return;
                switch (_editor.Press(key))
                {
                    case LineEdit.Changed:
                        Draw();
                        break;
                    case LineEdit.Submitted:
                        Submit();
                        break;
                    case LineEdit.Ended:
                        _lines.Writer.TryComplete();
                        return;
                }
            }
        }

        _lines.Writer.TryComplete();
    }

    private void Submit()
    {
        var line = _editor.Take();
        _terminal.Write($"{WipeRow}{Prompt}{line}\n");
        _lines.Writer.TryWrite(line);
        Draw();
    }

    private void ShowAbove(string text)
    {
        lock (_drawing)
        {
            _terminal.Write($"{WipeRow}{text}\n");
            if (!_isFinished) Draw();
        }
    }

    private void Draw()
    {
        var view = LineView.Of(Prompt, _editor.Text, _editor.Cursor, _terminal.Columns);
        _terminal.Write($"{WipeRow}{view.Text}\r\e[{view.CursorColumn}C");
    }
}
