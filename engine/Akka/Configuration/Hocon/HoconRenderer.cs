using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Turns values into HOCON text that parses to equal values, and into words for error texts.</summary>
internal static class HoconRenderer
{
    private const int DescribedLength = 60;

    public static string Render(IHoconElement element, int indent)
    {
        var text = new StringBuilder();
        Append(text, element, indent);
        return text.ToString();
    }

    /// <summary>An object's fields without braces, as a file holds them.</summary>
    public static string RenderRoot(HoconObject root)
    {
        var text = new StringBuilder();
        AppendFields(text, root, 0);
        return text.ToString();
    }

    /// <summary>What an element is, in words; long texts are cut.</summary>
    public static string Describe(IHoconElement element) => element switch
    {
        HoconLiteral { Kind: HoconLiteralKind.Null } => "null",
        HoconLiteral { Kind: HoconLiteralKind.Number } number => $"the number {Shorten(number.Value!)}",
        HoconLiteral { Kind: HoconLiteralKind.Boolean } boolean => $"the boolean {boolean.Value}",
        HoconLiteral literal => $"the string {HoconText.Quote(Shorten(literal.Value!))}",
        HoconArray array => $"an array of {array.Count}",
        HoconObject { Fields.Count: 0 } => "an empty object",
        HoconObject @object =>
            $"an object with the keys {string.Join(", ", @object.Fields.Take(5).Select(field => field.Key))}" +
            (@object.Fields.Count > 5 ? " ..." : ""),
        _ => element.GetType().Name,
    };

    private static string Shorten(string text) =>
        text.Length <= DescribedLength ? text : string.Concat(text.AsSpan(0, DescribedLength), "...");

    private static void Append(StringBuilder text, IHoconElement element, int indent)
    {
        switch (element)
        {
            case HoconObject { Fields.Count: 0 }:
                text.Append("{}");
                break;
            case HoconObject @object:
                text.Append("{\n");
                AppendFields(text, @object, indent + 1);
                Indent(text, indent).Append('}');
                break;
            case HoconArray array:
                AppendArray(text, array, indent);
                break;
            case HoconLiteral { Kind: HoconLiteralKind.Null }:
                text.Append("null");
                break;
            case HoconLiteral { Kind: HoconLiteralKind.String } literal when !HoconText.IsPlainString(literal.Value!):
                text.Append(HoconText.Quote(literal.Value!));
                break;
            default:
                text.Append(element.GetString());
                break;
        }
    }

    private static void AppendFields(StringBuilder text, HoconObject @object, int indent)
    {
        foreach (var (key, _, value) in @object.Fields)
        {
            Indent(text, indent).Append(HoconText.IsPlainKey(key) ? key : HoconText.Quote(key)).Append(" : ");
            Append(text, value.Element, indent);
            text.Append('\n');
        }
    }

    private static void AppendArray(StringBuilder text, HoconArray array, int indent)
    {
        text.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, array[i].Element, indent);
        }

        text.Append(']');
    }

    private static StringBuilder Indent(StringBuilder text, int levels) => text.Append(' ', levels * 2);
}
