using System.Text;
using ActorEcho.Actors.Clients.Lines;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>
/// mimic's screen: the prompt <c>&gt; </c> before a typed line, a file's line behind it, answers behind <c>&lt;- </c>. Bytes
/// go out as they came in, but to a terminal nothing that would drive it.
/// </summary>
/// <param name="output">Where it is shown.</param>
/// <param name="isFile">Whether the lines come from a file.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal.</param>
internal sealed class LineScreen(Stream output, bool isFile, bool isTerminal) : ILineScreen
{
    private bool _isPrompting;

    public void AwaitLine()
    {
        if (isFile) return;
        Write("> "u8);
        _isPrompting = true;
    }

    public void ShowSent(ReadOnlySpan<byte> line)
    {
        _isPrompting = false;
        if (isFile) WriteLine("> "u8, line);
    }

    public void ShowAnswer(ReadOnlySpan<byte> line) => WriteLine("<- "u8, line);

    /// <summary>Leaves the terminal at the start of a line.</summary>
    public void Finish()
    {
        if (_isPrompting && isTerminal) Write("\n"u8);
    }

    private void WriteLine(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> line)
    {
        var shown = isTerminal ? Encoding.UTF8.GetBytes(PrintableText.Of(Encoding.UTF8.GetString(line))) : line;
        Write([.. mark, .. shown, (byte)'\n']);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        output.Flush();
    }
}
