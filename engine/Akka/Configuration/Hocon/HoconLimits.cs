namespace Akka.Configuration.Hocon;

/// <summary>
/// Bounds that no sane configuration meets. They turn erroneous or hostile text into an error that names the place,
/// where it would otherwise exhaust the stack or the memory.
/// </summary>
internal static class HoconLimits
{
    /// <summary>Levels of objects and arrays within each other, path elements included.</summary>
    public const int MaxDepth = 256;

    /// <summary>Substitutions that wait for each other at one time.</summary>
    public const int MaxSubstitutionChain = 256;

    /// <summary>Values in a resolved tree, and steps taken to resolve it: shared objects count at every place they appear.</summary>
    public const int MaxValues = 4_000_000;

    /// <summary>UTF-16 units of one concatenated string.</summary>
    public const int MaxStringLength = 16 * 1024 * 1024;

    /// <summary>Bytes of one file: a device or a program in its place may have no end.</summary>
    public const int MaxFileBytes = 16 * 1024 * 1024;

    /// <summary>Files that include each other at one time.</summary>
    public const int MaxIncludeDepth = 50;

    /// <summary>Includes of one document, counted with those of the files it includes.</summary>
    public const int MaxIncludes = 1_000;
}
