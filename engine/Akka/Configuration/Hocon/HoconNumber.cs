namespace Akka.Configuration.Hocon;

/// <summary>The number grammar of JSON.</summary>
internal static class HoconNumber
{
    /// <summary>Whether the whole text is a number.</summary>
    public static bool Is(ReadOnlySpan<char> text) => text.Length > 0 && LengthAt(text) == text.Length;

    /// <summary>The length of the number that the text begins with; 0 when it begins with none.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var length = text.StartsWith('-') ? 1 : 0;
        var digits = Digits(text[length..]);
        if (digits == 0)
            return 0;
        length += text[length] == '0' ? 1 : digits;

        if (text[length..].StartsWith('.') && Digits(text[(length + 1)..]) is > 0 and var fraction)
            length += 1 + fraction;

        if (length < text.Length && text[length] is 'e' or 'E')
        {
            var sign = length + 1 < text.Length && text[length + 1] is '+' or '-' ? 1 : 0;
            if (Digits(text[(length + 1 + sign)..]) is > 0 and var exponent)
                length += 1 + sign + exponent;
        }

        return length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
