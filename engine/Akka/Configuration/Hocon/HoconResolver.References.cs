using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <content>Gives one substitution its value, from the configuration or the environment, or says why it has none.</content>
internal sealed partial class HoconResolver
{
    private HoconValue? Resolve(SubstitutionSyntax reference)
    {
        var lookedBack = _lookedBack;
        _lookedBack = false;
        HoconValue? value = null;
        try
        {
            value = Find(reference) ?? FromEnvironment(reference);
        }
        catch (HoconCycleException) when (reference.IsOptional)
        {
            // The specification: a cycle is the same as a missing value where the value is optional.
        }
        catch (HoconCycleException cycle)
        {
            throw new HoconParserException(reference.Origin, $"{reference} leads back to itself{Chain()}; remove one of the references.", cycle);
        }

        if (value is null && !reference.IsOptional)
        {
            throw new HoconParserException(
                reference.Origin,
                $"{reference} has no value: " +
                (_lookedBack ? "it leads back to its own field, for which nothing was set before" : "nothing is set at that path") +
                $"{Chain()}, and no environment variable has that name; set it, or write ${{?...}} if it may be missing.");
        }

        if (value is not null && reference.MustBeObject && !value.IsObject())
        {
            throw new HoconParserException(
                reference.Origin,
                $"Expected {reference} to be an object, to join with the object beside it, found {HoconRenderer.Describe(value.Element)} from {value.Origin}.");
        }

        _lookedBack = lookedBack;
        return value;
    }

    private HoconValue? FromEnvironment(SubstitutionSyntax reference)
    {
        var name = string.Join('.', reference.Path);
        if (!reference.IsList)
            return Variable(name);

        var items = new List<HoconValue>();
        while (Variable(string.Create(CultureInfo.InvariantCulture, $"{name}_{items.Count}")) is { } item)
            items.Add(item);
        return items.Count == 0 ? null : new HoconValue(new HoconArray(items), HoconOrigin.Environment(name + "_0"));

        HoconValue? Variable(string variable) => _environment(variable) is { } text
            ? HoconConcatenation.Text(text, HoconOrigin.Environment(variable))
            : null;
    }

    /// <summary>The references on the way to the innermost one, for an error; empty when it is the only one.</summary>
    private string Chain()
    {
        var references = _waiting.OfType<SubstitutionSyntax>().TakeLast(10).ToList();
        return references.Count < 2
            ? ""
            : $" ({string.Join(" -> ", references.Select(reference => $"{reference} at {reference.Origin}"))})";
    }
}
