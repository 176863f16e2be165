namespace Akka.Util;

/// <summary>Matches text against patterns with <c>*</c> (any characters, also none) and <c>?</c> (exactly one).</summary>
public static class WildcardMatch
{
    /// <summary>Whether all of <paramref name="text"/> matches <paramref name="pattern"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="caseSensitive">Whether letters of different case differ.</param>
    public static bool Like(this string text, string pattern, bool caseSensitive = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pattern);

        // On a mismatch, only the latest star takes one character more: an earlier one could gain nothing by it.
        // That bounds the work by text length times pattern length, whatever the pattern.
        var (position, inPattern) = (0, 0);
        var (star, afterStar) = (-1, 0);
        while (position < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*')
            {
                star = inPattern++;
                afterStar = position;
            }
            else if (inPattern < pattern.Length && (pattern[inPattern] == '?' || SameChar(text[position], pattern[inPattern], caseSensitive)))
            {
                position++;
                inPattern++;
            }
            else if (star >= 0)
            {
                inPattern = star + 1;
                position = ++afterStar;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(inPattern).Trim('*').IsEmpty;
    }

    private static bool SameChar(char left, char right, bool caseSensitive) =>
        left == right || (!caseSensitive && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
