using System.Globalization;
using System.Text;

namespace ActorEcho.Node.Clients.Terminal;

/// <summary>Text from the network as it may be shown: it can neither drive a terminal nor forge a line.</summary>
internal static class PrintableText
{
    /// <summary>The text with a <c>?</c> for every control character but the tab, and for what turns the direction of writing.</summary>
    public static string Of(string text)
    {
        if (!text.Any(NeedsMask)) return text;
        return string.Concat(text.Select(character => NeedsMask(character) ? '?' : character));
    }

    /// <summary>The columns that a character takes: 0 for marks that join the one before, 2 for wide ones, else 1.</summary>
    public static int WidthOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    private static bool NeedsMask(char character) =>
        (char.IsControl(character) && character != '\t')
        || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The blocks of East Asian wide and fullwidth characters, and of emoji (Unicode's UAX 11, in its large ranges).</summary>
    private static bool IsWide(int value) => value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA000 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
