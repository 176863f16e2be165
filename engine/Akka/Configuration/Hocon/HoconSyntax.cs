using System.Collections.Immutable;

namespace Akka.Configuration.Hocon;

/// <summary>A value as it was parsed, before substitutions are resolved.</summary>
internal abstract class HoconSyntax(HoconOrigin origin)
{
    public HoconOrigin Origin { get; } = origin;

    /// <summary>Whether the value holds no substitution anywhere.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>Whether the value can never merge with an object below it, so that it hides everything below.</summary>
    public abstract bool HidesEarlier { get; }
}

/// <summary>A literal, or a value that was resolved elsewhere.</summary>
internal sealed class ConstantSyntax(HoconValue value, bool isBlank = false) : HoconSyntax(value.Origin)
{
    public HoconValue Value { get; } = value;

    /// <summary>Whether this is the unquoted whitespace between two parts of a concatenation.</summary>
    public bool IsBlank { get; } = isBlank;

    public override bool IsConstant => true;

    public override bool HidesEarlier => !Value.IsObject();
}

/// <summary><c>${path}</c> or <c>${?path}</c>.</summary>
internal sealed class SubstitutionSyntax(HoconOrigin origin, ImmutableArray<string> path) : HoconSyntax(origin)
{
    public ImmutableArray<string> Path { get; } = path;

    /// <summary>The path at which the document was included: the substitution is looked up below it first.</summary>
    public ImmutableArray<string> Prefix { get; init; } = [];

    public bool IsOptional { get; init; }

    /// <summary>Whether the environment gives a list: <c>${NAME[]}</c> reads NAME_0, NAME_1, ...</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the substitution stands beside an object, with which it can only merge.</summary>
    public bool MustBeObject { get; init; }

    public override bool IsConstant => false;

    public override bool HidesEarlier => false;

    public SubstitutionSyntax BesideObject() =>
        new(Origin, Path) { Prefix = Prefix, IsOptional = IsOptional, IsList = IsList, MustBeObject = true };

    public override string ToString() =>
        $"${{{(IsOptional ? "?" : "")}{new HoconPath(Path)}{(IsList ? "[]" : "")}}}";
}

/// <summary>Values side by side that only resolving can join, since at least one is a substitution.</summary>
internal sealed class ConcatenationSyntax(HoconOrigin origin, IReadOnlyList<HoconSyntax> parts) : HoconSyntax(origin)
{
    public IReadOnlyList<HoconSyntax> Parts { get; } = parts;

    /// <summary>Whether the result is an object for certain: a merge of the parts, the last one winning.</summary>
    public bool IsObject { get; init; }

    public override bool IsConstant => false;

    // Looking back needs what a self-reference overrides, so even a string for certain keeps it.
    public override bool HidesEarlier => false;

    /// <summary>Whether the result cannot be an object.</summary>
    public bool IsNeverObject => !IsObject && Parts.Any(part => part is not SubstitutionSyntax and not ConstantSyntax { IsBlank: true });
}

/// <summary>An array.</summary>
internal sealed class ArraySyntax(HoconOrigin origin, ImmutableArray<HoconSyntax> items) : HoconSyntax(origin)
{
    public ImmutableArray<HoconSyntax> Items { get; } = items;

    public override bool IsConstant { get; } = items.All(item => item.IsConstant);

    public override bool HidesEarlier => true;
}

/// <summary>What <c>key += value</c> adds to the array that the key held before.</summary>
internal sealed class AppendSyntax(ArraySyntax added) : HoconSyntax(added.Origin)
{
    public ArraySyntax Added { get; } = added;

    public override bool IsConstant => Added.IsConstant;

    public override bool HidesEarlier => false;
}

/// <summary>An object: for every key the values assigned to it, the earliest first.</summary>
internal sealed class ObjectSyntax(HoconOrigin origin) : HoconSyntax(origin)
{
    private readonly OrderedDictionary<string, FieldSyntax> _fields = new(StringComparer.Ordinal);

    public IReadOnlyList<FieldSyntax> Fields => _fields.Values;

    // Fields are added while the text is read; asking every one again at each use would cost more than it gains.
    public override bool IsConstant => false;

    public override bool HidesEarlier => false;

    public FieldSyntax? Find(string key) => _fields.GetValueOrDefault(key);

    public FieldSyntax FindOrAdd(string key, HoconOrigin keyOrigin)
    {
        if (!_fields.TryGetValue(key, out var field))
            _fields.Add(key, field = new FieldSyntax(key));
        field.KeyOrigin = keyOrigin;
        return field;
    }

    /// <summary>Takes another object's fields over, as if they had been written here after the present ones.</summary>
    public void MergeIn(ObjectSyntax later)
    {
        foreach (var field in later.Fields)
        {
            var own = FindOrAdd(field.Key, field.KeyOrigin);
            foreach (var assigned in field.Assigned)
                own.Assign(assigned);
        }
    }

    /// <summary>Takes a resolved object's fields over, as if they had been written here after the present ones.</summary>
    public void MergeIn(HoconObject later)
    {
        foreach (var field in later.Fields)
            FindOrAdd(field.Key, field.KeyOrigin).Assign(new ConstantSyntax(field.Value));
    }
}

/// <summary>A key with the values assigned to it, the earliest first. Values that can have no effect are dropped.</summary>
internal sealed class FieldSyntax(string key)
{
    private readonly List<HoconSyntax> _assigned = [];

    public string Key { get; } = key;

    public HoconOrigin KeyOrigin { get; set; } = HoconOrigin.Program;

    public IReadOnlyList<HoconSyntax> Assigned => _assigned;

    public void Assign(HoconSyntax value)
    {
        if (value is ConcatenationSyntax { IsObject: true } merge)
        {
            foreach (var part in merge.Parts)
                Assign(part);
            return;
        }

        var last = _assigned.Count > 0 ? _assigned[^1] : null;
        switch (last, value)
        {
            case (ObjectSyntax earlier, ObjectSyntax later):
                earlier.MergeIn(later);
                return;
            case (ArraySyntax earlier, AppendSyntax { IsConstant: true } append):
                _assigned[^1] = Join(earlier, append.Added);
                return;
            case (AppendSyntax { IsConstant: true } earlier, AppendSyntax { IsConstant: true } append):
                _assigned[^1] = new AppendSyntax(Join(earlier.Added, append.Added));
                return;
        }

        if (value.HidesEarlier)
            _assigned.Clear();
        _assigned.Add(value);
    }

    private static ArraySyntax Join(ArraySyntax earlier, ArraySyntax later) =>
        new(earlier.Origin, earlier.Items.AddRange(later.Items));
}
