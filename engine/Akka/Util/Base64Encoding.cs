using System.Text;

namespace Akka.Util;

/// <summary>Writes numbers with 64 digits that are all allowed in actor paths: the names of actors without a name.</summary>
internal static class Base64Encoding
{
    /// <summary>The digits, from 0 to 63.</summary>
    public const string Base64Chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    /// <summary>Writes <paramref name="value"/> after <paramref name="prefix"/>, the least significant digit first.</summary>
    public static string Base64Encode(long value, string prefix)
    {
        var text = new StringBuilder(prefix, prefix.Length + 11);
        var rest = (ulong)value;
        do
        {
            text.Append(Base64Chars[(int)(rest & 63)]);
            rest >>= 6;
        }
        while (rest != 0);
        return text.ToString();
    }
}
