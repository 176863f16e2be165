using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Reads a text character by character, keeps the position, and knows whitespace, comments and strings.</summary>
internal sealed class HoconScanner(string text, string source)
{
    private const string TripleQuote = "\"\"\"";

    private int _position;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _position >= text.Length;

    /// <summary>The next character; NUL at the end, where <see cref="AtEnd"/> tells it from a NUL in the text.</summary>
    public char Next => AtEnd ? '\0' : text[_position];

    public HoconOrigin Here => new(source, _line, _position - _lineStart + 1);

    public bool AtNewline => Next == '\n';

    public bool AtComment => Next == '#' || Looking("//");

    /// <summary>What comes next, in words for an error.</summary>
    public string Found => AtEnd ? "the end of the text" : Next switch
    {
        '\n' => "the end of the line",
        < ' ' or '\x7F' => $"the control character U+{(int)Next:X4}",
        var c when char.IsSurrogate(c) && _position + 1 < text.Length => $"'{text.AsSpan(_position, 2)}'",
        var c => $"'{c}'",
    };

    public bool Looking(string at) => text.AsSpan(_position).StartsWith(at, StringComparison.Ordinal);

    public void Advance(int count = 1)
    {
        for (; count > 0 && !AtEnd; count--)
        {
            if (text[_position++] == '\n')
            {
                _line++;
                _lineStart = _position;
            }
        }
    }

    public bool TryTake(char c)
    {
        if (AtEnd || Next != c)
            return false;
        Advance();
        return true;
    }

    public bool TryTake(string taken)
    {
        if (!Looking(taken))
            return false;
        Advance(taken.Length);
        return true;
    }

    /// <summary>Reads whitespace within the line.</summary>
    public string TakeBlanks()
    {
        var start = _position;
        while (!AtEnd && !AtNewline && HoconText.IsWhitespace(Next))
            _position++;
        return text[start.._position];
    }

    /// <summary>Skips whitespace, line ends and comments.</summary>
    /// <returns>Whether a line ended.</returns>
    public bool SkipLines()
    {
        var line = _line;
        while (!AtEnd)
        {
            if (HoconText.IsWhitespace(Next))
                Advance();
            else if (AtComment)
                SkipComment();
            else
                break;
        }

        return _line > line;
    }

    /// <summary>Whether a word comes next that ends where an unquoted string ends.</summary>
    public bool LookingAtWord(string word)
    {
        if (!Looking(word))
            return false;
        var rest = text.AsSpan(_position + word.Length);
        return rest.IsEmpty || HoconText.IsForbidden(rest[0]) || HoconText.IsWhitespace(rest[0])
            || rest.StartsWith("//", StringComparison.Ordinal);
    }

    /// <summary>Reads a run of characters that need no quotes; empty when there is none.</summary>
    public string TakeUnquoted()
    {
        var start = _position;
        // A sign is forbidden in unquoted text but belongs to a number's exponent: 1e+5.
        _position += HoconNumber.LengthAt(text.AsSpan(_position));
        while (!AtEnd && !HoconText.IsForbidden(Next) && !HoconText.IsWhitespace(Next) && !AtComment)
            _position++;
        return text[start.._position];
    }

    /// <summary>Reads a string that begins here with one quote or three.</summary>
    public string TakeQuoted() => Looking(TripleQuote) ? TakeTripleQuoted() : TakeSingleQuoted();

    private string TakeSingleQuoted()
    {
        var start = Here;
        var value = new StringBuilder();
        Advance();
        while (true)
        {
            if (AtEnd || AtNewline)
            {
                throw new HoconParserException(
                    start, $"This string is not closed: expected '\"' before the end of the line, found {Found} at {Here}; " +
                    "text of several lines goes between triple quotes.");
            }

            var c = Next;
            if (c == '"')
            {
                Advance();
                return value.ToString();
            }

            if (c < ' ')
            {
                throw new HoconParserException(
                    Here, $"Expected text or '\"', found {Found}; a control character in a string is written \\u{(int)c:x4}.");
            }

            if (c == '\\')
                c = TakeEscape();
            else
                Advance();
            value.Append(c);
        }
    }

    private char TakeEscape()
    {
        try
        {
            Advance(HoconEscape.Read(text.AsSpan(_position), out var value));
            return value;
        }
        catch (ConfigurationException unknown)
        {
            throw new HoconParserException(Here, unknown.Message);
        }
    }

    private string TakeTripleQuoted()
    {
        var start = Here;
        Advance(TripleQuote.Length);
        var length = text.AsSpan(_position).IndexOf(TripleQuote, StringComparison.Ordinal);
        if (length < 0)
        {
            throw new HoconParserException(
                start, "This string is not closed: expected '\"\"\"', found the end of the text.");
        }
        // Quotes before the last three belong to the string, as in Scala.
        while (_position + length + TripleQuote.Length < text.Length && text[_position + length + TripleQuote.Length] == '"')
            length++;
        var value = text.Substring(_position, length);
        Advance(length + TripleQuote.Length);
        return value;
    }

    private void SkipComment()
    {
        while (!AtEnd && !AtNewline)
            _position++;
    }
}
