namespace Akka.Configuration.Hocon;

/// <summary>The specification's value concatenation: strings join, arrays append, objects merge, nothing mixes.</summary>
internal static class HoconConcatenation
{
    public static HoconValue Text(string text, HoconOrigin origin) =>
        new(new HoconLiteral(text, HoconLiteralKind.String), origin);

    /// <summary>The literal that a text without quotes stands for.</summary>
    public static HoconValue Unquoted(string text, HoconOrigin origin) => new(
        new HoconLiteral(text, text switch
        {
            "null" => HoconLiteralKind.Null,
            "true" or "false" => HoconLiteralKind.Boolean,
            _ => HoconNumber.Is(text) ? HoconLiteralKind.Number : HoconLiteralKind.String,
        }),
        origin);

    /// <summary>Joins parsed parts as far as that is possible before substitutions are resolved.</summary>
    public static HoconSyntax Join(IReadOnlyList<HoconSyntax> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var origin = parts[0].Origin;
        var structured = parts.FirstOrDefault(part => part is ObjectSyntax or ArraySyntax);
        if (structured is null)
        {
            return parts.All(part => part.IsConstant)
                ? new ConstantSyntax(JoinText(parts.Select(part => ((ConstantSyntax)part).Value), origin))
                : new ConcatenationSyntax(origin, parts);
        }

        parts = [.. parts.Where(part => part is not ConstantSyntax { IsBlank: true })];
        if (parts.FirstOrDefault(part => part is ConstantSyntax) is ConstantSyntax literal)
            throw CannotJoin(literal.Origin, literal.Value.Element, structured is ObjectSyntax ? "an object" : "an array");
        return parts.Any(part => part is ArraySyntax)
            ? new ConcatenationSyntax(origin, parts)
            : new ConcatenationSyntax(
                origin, [.. parts.Select(part => part is SubstitutionSyntax reference ? reference.BesideObject() : part)])
            {
                IsObject = true,
            };
    }

    /// <summary>Joins resolved parts of which none is undefined.</summary>
    /// <param name="parts">The values in order; blanks are the whitespace that counts between strings only.</param>
    /// <param name="origin">The place of the concatenation.</param>
    public static HoconValue Join(IReadOnlyList<(HoconValue Value, bool IsBlank)> parts, HoconOrigin origin)
    {
        if (parts.All(part => part.Value.IsString()))
            return JoinText(parts.Select(part => part.Value), origin);

        var structured = parts.Where(part => !part.IsBlank).Select(part => part.Value).ToList();
        var arrays = structured.Exists(value => value.Element is HoconArray);
        if (arrays)
            return new HoconValue(new HoconArray(structured.SelectMany(Items)), origin);

        var merged = structured[0];
        foreach (var value in structured)
        {
            if (!value.IsObject())
                throw CannotJoin(value.Origin, value.Element, "an object");
            merged = ReferenceEquals(value, merged) ? merged : value.WithFallback(merged);
        }

        return merged;
    }

    /// <summary>The values of an array in a concatenation of arrays.</summary>
    public static IList<HoconValue> Items(HoconValue value) =>
        value.IsArray() ? value.Element.GetArray() : throw CannotJoin(value.Origin, value.Element, "an array");

    private static HoconValue JoinText(IEnumerable<HoconValue> parts, HoconOrigin origin)
    {
        var texts = parts.Select(part => part.Element.GetString() ?? "null").ToList();
        if (texts.Sum(text => (long)text.Length) > HoconLimits.MaxStringLength)
        {
            throw new HoconParserException(
                origin, $"This string would be longer than {HoconLimits.MaxStringLength} characters.");
        }

        return Text(string.Concat(texts), origin);
    }

    private static HoconParserException CannotJoin(HoconOrigin origin, IHoconElement found, string other) =>
        new(origin, $"Expected {other} to join with {other} beside it, found {HoconRenderer.Describe(found)}; " +
            "separate fields with a comma or a new line.");
}
