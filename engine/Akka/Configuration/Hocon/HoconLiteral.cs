namespace Akka.Configuration.Hocon;

/// <summary>A literal: text, a number, a boolean or <c>null</c>. The text is kept exactly as it was written.</summary>
public sealed class HoconLiteral : IHoconElement
{
    /// <summary>Makes the literal <c>null</c>, or text when <see cref="Value"/> is initialised.</summary>
    public HoconLiteral()
    {
    }

    /// <summary>Makes a literal of a given kind.</summary>
    /// <param name="value">The text; ignored when <paramref name="kind"/> is <see cref="HoconLiteralKind.Null"/>.</param>
    /// <param name="kind">How the literal was written.</param>
    public HoconLiteral(string value, HoconLiteralKind kind)
    {
        Kind = kind;
        Value = kind == HoconLiteralKind.Null ? null : value;
    }

    /// <summary>The text as written; <see langword="null"/> for the literal <c>null</c>.</summary>
    public string? Value
    {
        get;
        init
        {
            field = value;
            if (value is null)
                Kind = HoconLiteralKind.Null;
            else if (Kind == HoconLiteralKind.Null)
                Kind = HoconLiteralKind.String;
        }
    }

    /// <summary>How the literal was written.</summary>
    public HoconLiteralKind Kind { get; private init; } = HoconLiteralKind.Null;

    /// <inheritdoc/>
    public bool IsString() => true;

    /// <inheritdoc/>
    public string? GetString() => Value;

    /// <inheritdoc/>
    public bool IsArray() => false;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() =>
        throw new ConfigurationException($"Expected an array, found {HoconRenderer.Describe(this)}.");

    /// <summary>The literal in HOCON syntax, quoted where it must be.</summary>
    /// <returns>Text that parses to an equal literal.</returns>
    public override string ToString() => HoconRenderer.Render(this, 0);
}
