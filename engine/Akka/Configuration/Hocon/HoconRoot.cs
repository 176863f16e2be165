namespace Akka.Configuration.Hocon;

/// <summary>A parsed and resolved document.</summary>
public class HoconRoot
{
    /// <summary>Wraps a document's value.</summary>
    /// <param name="value">The root object or array.</param>
    public HoconRoot(HoconValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The document's root: an object, or an array where the text began with <c>[</c>.</summary>
    public HoconValue Value { get; }
}
