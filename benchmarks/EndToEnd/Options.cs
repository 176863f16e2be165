using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>What the command line asks for.</summary>
/// <param name="Rounds">How often each server is measured in a scenario, in turn with the others.</param>
/// <param name="Seconds">How long one measurement counts; a fifth of that goes before it uncounted.</param>
/// <param name="WarmUp">
/// Seconds for which a server that is compiled while it runs is loaded before it is measured, in each scenario; as long again, up to
/// four times in all, while its compiler is still at work.
/// </param>
/// <param name="Only">Scenarios whose name contains this; empty for all.</param>
/// <param name="IsQuick">Whether to leave out what is there for the explanation and not for the comparison.</param>
/// <param name="IsShared">Servers and load share all cores, instead of having one each.</param>
/// <param name="IdleConnections">How many idle connections the memory is measured with.</param>
/// <param name="Output">Where programs and results are put.</param>
internal sealed record Options(
    int Rounds, double Seconds, double WarmUp, string Only, bool IsQuick, bool IsShared, int IdleConnections, string Output)
{
    public static Options Parse(string[] args)
    {
        var options = new Options(16, 0.5, 6, "", false, false, 10_000, Path.Combine(Path.GetTempPath(), "actorecho-benchmarks"));
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { Rounds = 6, Seconds = 0.5, IsQuick = true, IdleConnections = 2_000 },
                "--shared" => options with { IsShared = true },
                "--only" => options with { Only = Value(args, ref i) },
                "--rounds" => options with { Rounds = (int)Number(args, ref i) },
                "--seconds" => options with { Seconds = Number(args, ref i) },
                "--warm-up" => options with { WarmUp = Number(args, ref i) },
                "--output" => options with { Output = Path.GetFullPath(Value(args, ref i)) },
                var unknown => throw new RunFailedException(
                    $"there is no option {unknown}; there are --quick, --only TEXT, --rounds N, --seconds N, --warm-up SECONDS, --shared and --output DIRECTORY"),
            };
        }

        return options;
    }

    /// <summary>Whether a scenario is to be measured.</summary>
    public bool Asks(string scenario) => scenario.Contains(Only, StringComparison.OrdinalIgnoreCase);

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new RunFailedException($"{args[i - 1]} needs a value");

    private static double Number(string[] args, ref int i)
    {
        var option = args[i];
        return double.TryParse(Value(args, ref i), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new RunFailedException($"{option} needs a number above 0, not {args[i]}");
    }
}
