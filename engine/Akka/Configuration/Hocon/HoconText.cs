using System.Buffers;
using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>The character classes of the grammar, and quoting.</summary>
internal static class HoconText
{
    /// <summary>Characters that end an unquoted string besides whitespace and <c>//</c>.</summary>
    public const string Forbidden = "$\"{}[]:=,+#`^?!@*&\\";

    private static readonly SearchValues<char> ForbiddenChars = SearchValues.Create(Forbidden);
    private static readonly SearchValues<char> PlainKeyChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
    private static readonly SearchValues<char> PlainValueChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    public static bool IsForbidden(char c) => ForbiddenChars.Contains(c);

    /// <summary>Whitespace by the specification, newline included; the byte order mark counts as such.</summary>
    public static bool IsWhitespace(char c) => c switch
    {
        ' ' or '\t' or '\n' or '\v' or '\f' or '\r' or '\x1C' or '\x1D' or '\x1E' or '\x1F' or '\uFEFF' => true,
        < '\x80' => false,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>Whether text can stand as one element of a key without quotes.</summary>
    public static bool IsPlainKey(string key) =>
        key.Length > 0 && key != "include" && !key.AsSpan().ContainsAnyExcept(PlainKeyChars);

    /// <summary>Whether a string can stand as a value without quotes and stay a string.</summary>
    public static bool IsPlainString(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAnyExcept(PlainValueChars)
        && text is not ("true" or "false" or "null");

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                < ' ' or '\x7F' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
