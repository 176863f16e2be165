using System.Collections.Immutable;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Reads path expressions in a document: keys, and what stands between the braces of a substitution.</summary>
internal static class HoconPathParser
{
    /// <summary>Reads from here as far as a path goes: to a line's end, a comment or a character that no path holds.</summary>
    public static ImmutableArray<string> Take(HoconScanner scanner)
    {
        var elements = ImmutableArray.CreateBuilder<string>();
        var element = new StringBuilder();
        var quoted = false;
        while (true)
        {
            var blanks = scanner.TakeBlanks();
            if (element.Length == 0 && !quoted && elements.Count == 0)
                blanks = "";
            if (scanner.Next == '"')
            {
                element.Append(blanks).Append(scanner.TakeQuoted());
                quoted = true;
                continue;
            }

            var start = scanner.Here;
            var text = scanner.AtComment ? "" : scanner.TakeUnquoted();
            if (text.Length == 0)
                break;

            element.Append(blanks);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '.')
                    Complete(start with { Column = start.Column + i }, atDot: true);
                else
                    element.Append(text[i]);
            }
        }

        Complete(scanner.Here, atDot: false);
        return elements.ToImmutable();

        void Complete(HoconOrigin origin, bool atDot)
        {
            if (element.Length == 0 && !quoted)
            {
                throw new HoconParserException(origin, elements.Count == 0 && !atDot
                    ? $"Expected a path, found {scanner.Found}."
                    : "Expected a key on either side of every '.', found an empty one; write \"\" for an empty key.");
            }

            elements.Add(element.ToString());
            element.Clear();
            quoted = false;
        }
    }
}
