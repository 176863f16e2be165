using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ActorEcho.Node.Clients;

/// <summary>Whole numbers within bounds on the command line, with the binary units of sizes where they make sense.</summary>
internal static class NumberArgument
{
    private static readonly (string Unit, long Factor)[] Units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("", 1)];

    /// <summary>An option that takes a count.</summary>
    public static Option<int?> Count(string description, int lowest, int highest, string name, params string[] aliases) =>
        new(name, aliases)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse(result, [("", 1)], lowest, highest),
        };

    /// <summary>An option that takes a size in bytes, or in KiB or MiB.</summary>
    public static Option<int?> Size(string description, int lowest, int highest, string name, params string[] aliases) =>
        new(name, aliases)
        {
            Description = description,
            HelpName = "BYTES",
            CustomParser = result => Parse(result, Units, lowest, highest),
        };

    private static int? Parse(ArgumentResult result, (string Unit, long Factor)[] units, int lowest, int highest)
    {
        var text = result.Tokens[0].Value;
        var (unit, factor) = units.First(entry => text.EndsWith(entry.Unit, StringComparison.Ordinal));
        if (int.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count * factor >= lowest && count * factor <= highest)
        {
            return (int)(count * factor);
        }

        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"\"{text}\" is no number from {lowest} to {highest}{(units.Length > 1 ? " (KiB and MiB are understood)" : "")}."));
        return null;
    }
}
