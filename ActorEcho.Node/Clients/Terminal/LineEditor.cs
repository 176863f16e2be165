using System.Text;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>
/// The line being typed: keys in, text and cursor out. Knows the keys of a shell's line (arrows, Home, End, Backspace,
/// Delete, Ctrl-A, E, U, K, W, D) and the lines typed before. No terminal, no clock. Not thread-safe.
/// </summary>
internal sealed class LineEditor
{
    /// <summary>Above what anyone types; a paste without end must not fill the memory.</summary>
    private const int MaxRunes = 64 * 1024;

    private const int MaxHistory = 100;

    private readonly List<Rune> _text = [];
    private readonly List<string> _history = [];
    private int _recalled;
    private string _unfinished = string.Empty;
    private char _highSurrogate;

    /// <summary>The text, character by character.</summary>
    public IReadOnlyList<Rune> Text => _text;

    /// <summary>Before which character the cursor stands.</summary>
    public int Cursor { get; private set; }

    /// <summary>Takes a key.</summary>
    public LineEdit Press(ConsoleKeyInfo key) => key.Modifiers.HasFlag(ConsoleModifiers.Control)
        ? PressWithControl(key.Key)
        : key.Key switch
        {
            ConsoleKey.Enter => LineEdit.Submitted,
            ConsoleKey.Backspace => Remove(Cursor - 1, Cursor),
            ConsoleKey.Delete => Remove(Cursor, Cursor + 1),
            ConsoleKey.LeftArrow => MoveTo(Cursor - 1),
            ConsoleKey.RightArrow => MoveTo(Cursor + 1),
            ConsoleKey.Home => MoveTo(0),
            ConsoleKey.End => MoveTo(_text.Count),
            ConsoleKey.UpArrow => Recall(_recalled - 1),
            ConsoleKey.DownArrow => Recall(_recalled + 1),
            _ => Insert(key.KeyChar),
        };

    /// <summary>Takes the line away, to begin a new one.</summary>
    /// <returns>The text.</returns>
    public string Take()
    {
        var line = Joined();
        _text.Clear();
        Cursor = 0;
        _highSurrogate = default;
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line)) _history.Add(line);
        if (_history.Count > MaxHistory) _history.RemoveAt(0);
        _recalled = _history.Count;
        return line;
    }

    private LineEdit PressWithControl(ConsoleKey key) => key switch
    {
        ConsoleKey.A => MoveTo(0),
        ConsoleKey.E => MoveTo(_text.Count),
        ConsoleKey.U => Remove(0, Cursor),
        ConsoleKey.K => Remove(Cursor, _text.Count),
        ConsoleKey.W => Remove(WordStart(), Cursor),
        ConsoleKey.H => Remove(Cursor - 1, Cursor),
        ConsoleKey.J or ConsoleKey.M => LineEdit.Submitted,
        ConsoleKey.D when _text.Count == 0 => LineEdit.Ended,
        ConsoleKey.D => Remove(Cursor, Cursor + 1),
        _ => LineEdit.None,
    };

    private LineEdit Insert(char character)
    {
        // A character beyond the first 65,536 comes as two keys.
        if (char.IsHighSurrogate(character))
        {
            _highSurrogate = character;
            return LineEdit.None;
        }

        var isRune = char.IsLowSurrogate(character)
            ? Rune.TryCreate(_highSurrogate, character, out var rune)
            : Rune.TryCreate(character, out rune);
        _highSurrogate = default;
        if (!isRune || Rune.IsControl(rune) || _text.Count >= MaxRunes) return LineEdit.None;
        _text.Insert(Cursor++, rune);
        return LineEdit.Changed;
    }

    private LineEdit Remove(int from, int to)
    {
        if (from < 0 || to > _text.Count || from >= to) return LineEdit.None;
        _text.RemoveRange(from, to - from);
        Cursor = from;
        return LineEdit.Changed;
    }

    private LineEdit MoveTo(int cursor)
    {
        if (cursor < 0 || cursor > _text.Count || cursor == Cursor) return LineEdit.None;
        Cursor = cursor;
        return LineEdit.Changed;
    }

    private LineEdit Recall(int entry)
    {
        if (entry < 0 || entry > _history.Count) return LineEdit.None;
        if (_recalled == _history.Count) _unfinished = Joined();
        _recalled = entry;
        _text.Clear();
        _text.AddRange((entry == _history.Count ? _unfinished : _history[entry]).EnumerateRunes());
        Cursor = _text.Count;
        return LineEdit.Changed;
    }

    private int WordStart()
    {
        var start = Cursor;
        while (start > 0 && Rune.IsWhiteSpace(_text[start - 1])) start--;
        while (start > 0 && !Rune.IsWhiteSpace(_text[start - 1])) start--;
        return start;
    }

    private string Joined() => string.Concat(_text.Select(rune => rune.ToString()));
}
