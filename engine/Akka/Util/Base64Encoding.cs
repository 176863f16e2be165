namespace Akka.Util;

/// <summary>Writes numbers with 64 digits that are all allowed in actor paths: the names of actors without a name.</summary>
internal static class Base64Encoding
{
    /// <summary>The digits, from 0 to 63.</summary>
    public const string Base64Chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private const int MaxDigits = 11; // of 6 bits each

    /// <summary>Writes <paramref name="value"/> after <paramref name="prefix"/>, the least significant digit first.</summary>
    public static string Base64Encode(long value, string prefix)
    {
        // Every actor without a name gets one here: it is the only object made.
        Span<char> text = stackalloc char[MaxDigits];
        var digits = 0;
        var rest = (ulong)value;
        do
        {
            text[digits++] = Base64Chars[(int)(rest & 63)];
            rest >>= 6;
        }
        while (rest != 0);
        return string.Concat(prefix, text[..digits]);
    }
}
