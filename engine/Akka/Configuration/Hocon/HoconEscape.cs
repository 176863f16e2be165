using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>The escape sequences of a JSON string.</summary>
internal static class HoconEscape
{
    private const int UnicodeLength = 6;

    /// <summary>Reads one escape sequence.</summary>
    /// <param name="text">Text that begins with the backslash.</param>
    /// <param name="value">The character it stands for.</param>
    /// <returns>The length of the sequence.</returns>
    /// <exception cref="ConfigurationException">There is no such sequence.</exception>
    public static int Read(ReadOnlySpan<char> text, out char value)
    {
        value = text.Length < 2 ? '\0' : text[1] switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (value != '\0')
            return 2;

        if (text.Length >= UnicodeLength && text[1] == 'u'
            && ushort.TryParse(text[2..UnicodeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            value = (char)unit;
            return UnicodeLength;
        }

        var found = text[..Math.Min(text.Length, text.Length > 1 && text[1] == 'u' ? UnicodeLength : 2)].ToString();
        throw new ConfigurationException(
            $"Expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found '{found}'; write \\\\ for a backslash.");
    }
}
