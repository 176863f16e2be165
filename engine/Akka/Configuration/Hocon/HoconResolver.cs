using System.Runtime.CompilerServices;

namespace Akka.Configuration.Hocon;

/// <summary>Turns parsed documents into values: merges what was assigned to each key, replaces substitutions.</summary>
/// <remarks>
/// <para>
/// Everything is evaluated when it is needed and only as far as it is needed, so that an object may refer to paths
/// within itself. A substitution sees the final value of its path; where that would be a cycle, it looks back to what
/// its own field overrides (the specification's "self-referential substitutions").
/// </para>
/// <para>
/// Each occurrence of a substitution is resolved once. That keeps mutual references consistent, as the specification
/// demands, and the work in proportion to the text.
/// </para>
/// </remarks>
internal sealed partial class HoconResolver
{
    private readonly IReadOnlyList<HoconSyntax> _layers;
    private readonly Func<string, string?> _environment;
    private readonly Dictionary<HoconSyntax, HoconValue?> _resolved = new(ReferenceEqualityComparer.Instance);

    // Substitutions and concatenations that are being evaluated, the innermost last.
    private readonly List<HoconSyntax> _waiting = [];

    // Objects and arrays whose fields are being evaluated.
    private readonly HashSet<HoconSyntax> _expanding = new(ReferenceEqualityComparer.Instance);
    private int _steps;
    private bool _lookedBack;

    private HoconResolver(IReadOnlyList<HoconSyntax> layers, Func<string, string?> environment)
    {
        _layers = layers;
        _environment = environment;
    }

    /// <summary>Resolves documents as one.</summary>
    /// <param name="layers">The documents, a later one over an earlier one; an array only alone.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The resolved root.</returns>
    public static HoconValue Resolve(IReadOnlyList<HoconSyntax> layers, Func<string, string?> environment)
    {
        if (layers.Count == 0)
            return new HoconValue();
        if (layers.Count > 1 && layers.FirstOrDefault(layer => layer is not ObjectSyntax) is { } odd)
            throw new HoconParserException(odd.Origin, "Expected an object at the root of the document, found an array.");
        var resolver = new HoconResolver(layers, environment);
        return resolver.Merge(layers, isLookup: false)!;
    }

    /// <summary>Resolves a document with the process's environment.</summary>
    public static HoconValue Resolve(params IReadOnlyList<HoconSyntax> layers) =>
        Resolve(layers, Environment.GetEnvironmentVariable);

    /// <summary>The value of a key to which all this was assigned, the latest last; nothing when all of it is undefined.</summary>
    private HoconValue? Merge(IReadOnlyList<HoconSyntax> assigned, bool isLookup)
    {
        Step(assigned[^1]);
        var end = assigned.Count;
        for (var i = 0; i < end; i++)
        {
            if (!_waiting.Contains(assigned[i]))
                continue;
            if (!isLookup)
                throw new HoconCycleException();
            end = i;
            _lookedBack = true;
        }

        var objects = new List<HoconSyntax>();
        var hides = false;
        for (var i = end - 1; i >= 0 && !hides; i--)
        {
            if (assigned[i] is ObjectSyntax)
            {
                objects.Insert(0, assigned[i]);
                continue;
            }

            // What an object hides for certain is never evaluated, so that it may be undefined.
            hides = objects.Count > 0 && IsNeverObject(assigned[i]);
            if (hides)
                continue;
            var value = assigned[i] is AppendSyntax append
                ? Append(append, [.. assigned.Take(i)])
                : Evaluate(assigned[i]);
            if (value?.Element is HoconObject @object)
            {
                objects.Insert(0, new ConstantSyntax(value));
                hides = @object.HidesFallback;
            }
            else if (value is not null)
            {
                if (objects.Count == 0)
                    return value;
                hides = true;
            }
        }

        return objects.Count == 0 ? null : Expand(objects, hides);
    }

    private HoconValue Expand(List<HoconSyntax> objects, bool hides)
    {
        if (objects is [ConstantSyntax { Value: var only }] && hides == only.GetObject().HidesFallback)
            return only;

        var entered = objects.Where(_expanding.Add).ToList();
        try
        {
            if (entered.Count < objects.Count)
                throw new HoconCycleException();

            var fields = new List<HoconField>();
            foreach (var (key, origin) in Keys(objects))
            {
                if (Merge(Children(objects, key, out _), isLookup: false) is { } value)
                    fields.Add(new HoconField(key, origin, value));
            }

            return Build(objects[^1].Origin, () => new HoconObject(fields, hides));
        }
        finally
        {
            _expanding.ExceptWith(entered);
        }
    }

    private static OrderedDictionary<string, HoconOrigin> Keys(List<HoconSyntax> objects)
    {
        var keys = new OrderedDictionary<string, HoconOrigin>(StringComparer.Ordinal);
        foreach (var @object in objects)
        {
            if (@object is ObjectSyntax syntax)
            {
                foreach (var field in syntax.Fields)
                    keys[field.Key] = field.KeyOrigin;
            }
            else
            {
                foreach (var field in ((ConstantSyntax)@object).Value.GetObject().Fields)
                    keys[field.Key] = field.KeyOrigin;
            }
        }

        return keys;
    }

    private HoconValue? Evaluate(HoconSyntax syntax)
    {
        switch (syntax)
        {
            case ConstantSyntax constant:
                return constant.Value;
            case ConcatenationSyntax { IsObject: true } merge:
                return Merge(merge.Parts, isLookup: false);
            case ObjectSyntax or AppendSyntax:
                return Merge([syntax], isLookup: false);
        }

        if (_resolved.TryGetValue(syntax, out var value))
            return value;
        Step(syntax);
        value = syntax switch
        {
            ArraySyntax array => Array(array),
            SubstitutionSyntax reference => Waiting(reference, () => Resolve(reference)),
            ConcatenationSyntax concatenation => Waiting(concatenation, () => Join(concatenation)),
            _ => throw new InvalidOperationException($"{syntax.GetType().Name} is no syntax that has a value."),
        };
        _resolved.Add(syntax, value);
        return value;
    }

    private HoconValue Array(ArraySyntax array)
    {
        if (!_expanding.Add(array))
            throw new HoconCycleException();
        try
        {
            var items = new List<HoconValue>(array.Items.Length);
            foreach (var item in array.Items)
            {
                if (Evaluate(item) is { } value)
                    items.Add(value);
            }

            return Build(array.Origin, () => new HoconArray(items));
        }
        finally
        {
            _expanding.Remove(array);
        }
    }

    private HoconValue Append(AppendSyntax append, IReadOnlyList<HoconSyntax> earlier) => Waiting(append, () =>
    {
        var before = earlier.Count == 0 ? null : Merge(earlier, isLookup: true);
        var added = Evaluate(append.Added)!;
        return before is null
            ? added
            : Build(append.Origin, () => new HoconArray(
                HoconConcatenation.Items(before).Concat(HoconConcatenation.Items(added))));
    });

    private HoconValue? Join(ConcatenationSyntax concatenation)
    {
        var parts = new List<(HoconValue Value, bool IsBlank)>(concatenation.Parts.Count);
        foreach (var part in concatenation.Parts)
        {
            // The concatenation waits for all its parts; a part does not wait on its own, since only a whole
            // assignment is looked behind.
            var value = part is SubstitutionSyntax reference ? Resolve(reference) : Evaluate(part);
            if (value is not null)
                parts.Add((value, part is ConstantSyntax { IsBlank: true }));
        }

        return parts.TrueForAll(part => part.IsBlank)
            ? null
            : Build(concatenation.Origin, () => HoconConcatenation.Join(parts, concatenation.Origin));
    }

    private T Waiting<T>(HoconSyntax syntax, Func<T> evaluate)
    {
        if (_waiting.Contains(syntax))
            throw new HoconCycleException();
        if (_waiting.Count >= HoconLimits.MaxSubstitutionChain || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new HoconParserException(
                syntax.Origin, $"More than {HoconLimits.MaxSubstitutionChain} substitutions wait for each other here; use fewer of them.");
        }

        _waiting.Add(syntax);
        try
        {
            return evaluate();
        }
        finally
        {
            _waiting.RemoveAt(_waiting.Count - 1);
        }
    }

    private void Step(HoconSyntax at)
    {
        if (++_steps > HoconLimits.MaxValues)
        {
            throw new HoconParserException(
                at.Origin, $"The substitutions unfold to more than {HoconLimits.MaxValues} values here; use fewer of them.");
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new HoconParserException(at.Origin, "Substitutions and objects nest too deeply here; make the configuration flatter.");
    }

    private static HoconValue Build(HoconOrigin origin, Func<IHoconElement> build) =>
        Build(origin, () => new HoconValue(build(), origin));

    private static HoconValue Build(HoconOrigin origin, Func<HoconValue> build)
    {
        try
        {
            return build();
        }
        catch (ConfigurationException tooLarge) when (tooLarge is not HoconParserException)
        {
            throw new HoconParserException(origin, tooLarge.Message, tooLarge);
        }
    }

    private static bool IsNeverObject(HoconSyntax syntax) => syntax switch
    {
        ConstantSyntax constant => !constant.Value.IsObject(),
        ConcatenationSyntax concatenation => concatenation.IsNeverObject,
        ArraySyntax or AppendSyntax => true,
        _ => false,
    };
}
