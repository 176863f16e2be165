using System.Reflection;

namespace Akka.Configuration.Hocon;

/// <summary>A resource embedded in an assembly.</summary>
internal sealed class ResourceSource : HoconSource
{
    private readonly string _name;
    private readonly Assembly _assembly;

    public ResourceSource(string name, Assembly assembly)
        : base(name, $"{assembly.FullName}!{name}")
    {
        _name = name;
        _assembly = assembly;
    }

    internal override string Read()
    {
        using var stream = _assembly.GetManifestResourceStream(_name)
            ?? throw new ConfigurationException(
                $"{_name}: The assembly {_assembly.GetName().Name} has no resource of that name; it has {Names()}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    internal override IReadOnlyList<HoconSource> Locate(IncludeStatement include)
    {
        // Beside this resource, then by its full name: a resource's directory is all before "file.extension".
        var file = _name.LastIndexOf('.') is > 0 and var extension ? _name.LastIndexOf('.', extension - 1) : -1;
        string[] candidates = [_name[..(file + 1)] + include.Name, include.Name];
        return candidates.FirstOrDefault(_assembly.GetManifestResourceNames().Contains) is { } found
            ? [new ResourceSource(found, _assembly)]
            : [];
    }

    private string Names() =>
        _assembly.GetManifestResourceNames() is { Length: > 0 } names ? string.Join(", ", names) : "none";
}
