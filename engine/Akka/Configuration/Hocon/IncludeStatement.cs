namespace Akka.Configuration.Hocon;

/// <summary>An include: <c>include "name"</c>, <c>include file("name")</c>, <c>include required(...)</c> around either.</summary>
/// <param name="Origin">The place of the statement.</param>
/// <param name="Name">The file's or resource's name.</param>
/// <param name="IsFile">Whether the name is a file's for certain.</param>
/// <param name="IsRequired">Whether it is an error that nothing has that name.</param>
internal sealed record IncludeStatement(HoconOrigin Origin, string Name, bool IsFile, bool IsRequired)
{
    public const string Keyword = "include";

    private const string Expected = "a name in quotes, file(\"name\") or required(...) after include";

    /// <summary>Reads a statement that begins here.</summary>
    public static IncludeStatement Take(HoconScanner scanner)
    {
        var origin = scanner.Here;
        scanner.Advance(Keyword.Length);
        scanner.SkipLines();
        if (!scanner.TryTake("required("))
            return TakeTarget(scanner, origin);

        scanner.SkipLines();
        var target = TakeTarget(scanner, origin);
        Close(scanner);
        return target with { IsRequired = true };
    }

    private static IncludeStatement TakeTarget(HoconScanner scanner, HoconOrigin origin)
    {
        if (scanner.Looking("url(") || scanner.Looking("classpath("))
        {
            throw new HoconParserException(
                scanner.Here, "Expected a file to include, found url(...) or classpath(...), which are not supported; use file(\"name\").");
        }

        var isFile = scanner.TryTake("file(");
        if (isFile)
            scanner.SkipLines();
        if (scanner.Next != '"')
        {
            throw new HoconParserException(
                scanner.Here, $"Expected {Expected}, found {scanner.Found}; a key of that name goes between quotes.");
        }

        var name = scanner.TakeQuoted();
        if (isFile)
            Close(scanner);
        return new IncludeStatement(origin, name, isFile, IsRequired: false);
    }

    private static void Close(HoconScanner scanner)
    {
        scanner.SkipLines();
        if (!scanner.TryTake(')'))
            throw new HoconParserException(scanner.Here, $"Expected ')' after the name to include, found {scanner.Found}.");
    }
}
