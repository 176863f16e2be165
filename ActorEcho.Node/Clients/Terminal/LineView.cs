using System.Text;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>
/// What is seen of the line being typed in one row of the terminal: a line that is too long is scrolled so that the cursor
/// is in view, and never wraps, because a row is what can be wiped for a message and drawn again.
/// </summary>
/// <param name="Text">The prompt and the visible part.</param>
/// <param name="CursorColumn">The column of the cursor, from 0.</param>
internal readonly record struct LineView(string Text, int CursorColumn)
{
    /// <summary>The view of a line.</summary>
    /// <param name="prompt">Stands before it; one column a character.</param>
    /// <param name="text">The line.</param>
    /// <param name="cursor">Before which character the cursor stands.</param>
    /// <param name="columns">The terminal's width.</param>
    public static LineView Of(string prompt, IReadOnlyList<Rune> text, int cursor, int columns)
    {
        // The last column stays free: some terminals wrap as soon as it is filled.
        var room = Math.Max(1, columns - prompt.Length - 1);
        var first = cursor;
        var before = 0;
        while (first > 0 && before + PrintableText.WidthOf(text[first - 1]) <= room) before += PrintableText.WidthOf(text[--first]);
        var end = cursor;
        var width = before;
        while (end < text.Count && width + PrintableText.WidthOf(text[end]) <= room) width += PrintableText.WidthOf(text[end++]);
        var visible = new StringBuilder(prompt);
        for (var i = first; i < end; i++) visible.Append(text[i]);
        return new LineView(visible.ToString(), prompt.Length + before);
    }
}
