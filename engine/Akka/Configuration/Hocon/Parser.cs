namespace Akka.Configuration.Hocon;

/// <summary>Parses HOCON text into values.</summary>
public static class Parser
{
    /// <summary>Parses a text and resolves its substitutions.</summary>
    /// <param name="text">The HOCON text; its root may be an object or an array.</param>
    /// <param name="includeCallback">
    /// Gives what an include's name stands for, <see langword="null"/> for nothing; when left out, includes are files
    /// with absolute paths.
    /// </param>
    /// <returns>The resolved document.</returns>
    /// <exception cref="HoconParserException">The text is not HOCON, or a substitution or an include cannot be resolved.</exception>
    public static HoconRoot Parse(string text, Func<string, HoconRoot?>? includeCallback) =>
        new(HoconResolver.Resolve(HoconIncludes.Parse(HoconSource.Text(text), includeCallback)));
}
