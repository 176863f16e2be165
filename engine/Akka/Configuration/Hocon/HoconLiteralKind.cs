namespace Akka.Configuration.Hocon;

/// <summary>How a literal was written. Conversions look at the text alone; rendering and error texts look at the kind.</summary>
public enum HoconLiteralKind
{
    /// <summary>Quoted or unquoted text, or the result of a concatenation.</summary>
    String = 0,

    /// <summary>A number by JSON's grammar.</summary>
    Number = 1,

    /// <summary>The unquoted word <c>true</c> or <c>false</c>.</summary>
    Boolean = 2,

    /// <summary>The unquoted word <c>null</c>.</summary>
    Null = 3,
}
