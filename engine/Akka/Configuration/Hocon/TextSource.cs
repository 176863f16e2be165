namespace Akka.Configuration.Hocon;

/// <summary>A text in memory.</summary>
internal sealed class TextSource(string text, string description) : HoconSource(description)
{
    internal override string Read() => text;

    internal override IReadOnlyList<HoconSource> Locate(IncludeStatement include) => FileSource.Locate(include, directory: null);
}
