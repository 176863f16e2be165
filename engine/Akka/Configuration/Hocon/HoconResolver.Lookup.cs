using System.Collections.Immutable;

namespace Akka.Configuration.Hocon;

/// <content>Finds what was assigned at a path, evaluating no more on the way than must be known.</content>
internal sealed partial class HoconResolver
{
    private HoconValue? Find(SubstitutionSyntax reference)
    {
        // In an included document a path is looked up below the place of the include first, then as it stands.
        HoconValue? value = null;
        if (reference.Prefix.Length > 0)
            value = Find(reference.Prefix.AddRange(reference.Path));
        return value ?? Find(reference.Path);
    }

    private HoconValue? Find(ImmutableArray<string> path) =>
        Walk(path) is { Count: > 0 } assigned ? Merge(assigned, isLookup: true) : null;

    private IReadOnlyList<HoconSyntax> Walk(ImmutableArray<string> path)
    {
        var at = _layers;
        foreach (var key in path)
        {
            at = Children(at, key, out _);
            if (at.Count == 0)
                break;
        }

        return at;
    }

    /// <summary>What was assigned to a key of the object that results from assignments.</summary>
    /// <param name="assigned">The assignments, the latest last.</param>
    /// <param name="key">The key.</param>
    /// <param name="isFinal">Whether nothing that was assigned earlier than these can matter to the key.</param>
    private IReadOnlyList<HoconSyntax> Children(IReadOnlyList<HoconSyntax> assigned, string key, out bool isFinal)
    {
        var end = assigned.Count;
        if (_waiting.Count > 0 && IndexOf(assigned, _waiting[^1]) is >= 0 and var own)
        {
            // The field refers to itself: it sees only what it overrides, even where what overrides it has the key.
            end = own;
            _lookedBack = true;
        }

        isFinal = false;
        if (end == 1 && assigned[0] is ObjectSyntax single)
        {
            var values = single.Find(key)?.Assigned ?? [];
            isFinal = values.Count > 0 && values[0].HidesEarlier;
            return values;
        }

        var found = new List<HoconSyntax>();
        for (var i = end - 1; i >= 0 && !isFinal; i--)
        {
            if (_waiting.Contains(assigned[i]))
            {
                // A cycle through other fields: it can give nothing yet; what was assigned before and after it can.
                _lookedBack = true;
                continue;
            }

            found.InsertRange(0, ChildrenOfOne(assigned[i], key, out isFinal));
        }

        return found;
    }

    private IReadOnlyList<HoconSyntax> ChildrenOfOne(HoconSyntax assigned, string key, out bool isFinal)
    {
        switch (assigned)
        {
            case ObjectSyntax @object:
                var values = @object.Find(key)?.Assigned ?? [];
                isFinal = values.Count > 0 && values[0].HidesEarlier;
                return values;
            case SubstitutionSyntax reference when !_resolved.ContainsKey(reference):
                return ChildrenOfTarget(reference, key, out isFinal);
            case ConstantSyntax or SubstitutionSyntax or ConcatenationSyntax when !IsNeverObject(assigned):
                return ChildrenOfValue(Evaluate(assigned), key, out isFinal);
            default:
                isFinal = true;
                return [];
        }
    }

    private static IReadOnlyList<HoconSyntax> ChildrenOfValue(HoconValue? value, string key, out bool isFinal)
    {
        if (value?.Element is not HoconObject @object)
        {
            isFinal = value is not null;
            return [];
        }

        var child = @object.GetKey(key);
        isFinal = @object.HidesFallback || child is { Element: not HoconObject };
        return child is null ? [] : [new ConstantSyntax(child)];
    }

    /// <summary>A key of what a substitution stands for, without evaluating the other keys.</summary>
    private IReadOnlyList<HoconSyntax> ChildrenOfTarget(SubstitutionSyntax reference, string key, out bool isFinal)
    {
        Step(reference);
        var (found, final) = Waiting(reference, () =>
        {
            var target = reference.Prefix.Length > 0 ? Walk(reference.Prefix.AddRange(reference.Path)) : [];
            if (target.Count == 0)
                target = Walk(reference.Path);
            if (target.Count == 0)
                return ([], FromEnvironment(reference) is not null);
            var children = Children(target, key, out var isLast);
            return (children, isLast);
        });
        isFinal = final;
        return found;
    }

    private static int IndexOf(IReadOnlyList<HoconSyntax> assigned, HoconSyntax sought)
    {
        for (var i = 0; i < assigned.Count; i++)
        {
            if (ReferenceEquals(assigned[i], sought))
                return i;
        }

        return -1;
    }
}
