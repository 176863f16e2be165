namespace Akka.Configuration.Hocon;

/// <summary>One setting that comes from outside the files.</summary>
internal sealed class SettingSource(HoconPath path, string value, string description) : HoconSource(description)
{
    internal override string Read() => value;

    internal override IReadOnlyList<HoconSource> Locate(IncludeStatement include) => FileSource.Locate(include, directory: null);

    internal override HoconSyntax Parse()
    {
        var origin = new HoconOrigin(Description);
        var text = value.Trim();
        var isHocon = text.StartsWith('{') || text.StartsWith('[') || text.StartsWith('"')
            || text.StartsWith("${", StringComparison.Ordinal);
        HoconSyntax setting = isHocon
            ? HoconParser.ParseValue(this, new HoconIncludes())
            : new ConstantSyntax(HoconConcatenation.Unquoted(text, origin));

        if (path.Elements.Length >= HoconLimits.MaxDepth)
            throw new HoconParserException(origin, $"The path has more than {HoconLimits.MaxDepth} keys.");
        for (var i = path.Elements.Length - 1; i >= 0; i--)
        {
            var holder = new ObjectSyntax(origin);
            holder.FindOrAdd(path.Elements[i], origin).Assign(setting);
            setting = holder;
        }

        return setting;
    }
}
