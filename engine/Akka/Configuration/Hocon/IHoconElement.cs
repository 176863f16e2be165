namespace Akka.Configuration.Hocon;

/// <summary>What a <see cref="HoconValue"/> holds: a literal, an array or an object. Implementations are immutable.</summary>
public interface IHoconElement
{
    /// <summary>Whether the element is a literal: text, a number, a boolean or <c>null</c>.</summary>
    /// <returns><see langword="true"/> for a literal.</returns>
    bool IsString();

    /// <summary>The literal's text.</summary>
    /// <returns>The text as written, or <see langword="null"/> for the literal <c>null</c>.</returns>
    /// <exception cref="ConfigurationException">The element is an array or an object.</exception>
    string? GetString();

    /// <summary>Whether the element is an array, or an object whose keys are array indices.</summary>
    /// <returns><see langword="true"/> when <see cref="GetArray"/> succeeds.</returns>
    bool IsArray();

    /// <summary>The array's values, in order.</summary>
    /// <returns>A read-only list.</returns>
    /// <exception cref="ConfigurationException">The element is not an array.</exception>
    IList<HoconValue> GetArray();
}
