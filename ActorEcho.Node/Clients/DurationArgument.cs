using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ActorEcho.Node.Clients;

/// <summary>Durations on the command line: <c>500ms</c>, <c>2s</c>, <c>1.5m</c>; a bare number is seconds.</summary>
internal static class DurationArgument
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>An option that takes a duration from zero to a week.</summary>
    public static Option<TimeSpan> Option(string description, TimeSpan defaultValue, string name, params string[] aliases) =>
        new(name, aliases)
        {
            Description = $"{description} Default: {defaultValue.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s.",
            HelpName = "TIME",
            DefaultValueFactory = _ => defaultValue,
            CustomParser = Parse,
        };

    private static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var (unit, seconds) = Units.First(entry => text.EndsWith(entry.Unit, StringComparison.Ordinal));
        if (double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count >= 0 && count * seconds <= Longest.TotalSeconds)
        {
            return TimeSpan.FromSeconds(count * seconds);
        }

        result.AddError($"\"{text}\" is no time; allowed are 0 to 7 days as 500ms, 2s, 1.5m or 1h, a bare number being seconds.");
        return default;
    }
}
