using System.Globalization;

namespace ActorEcho.ClusterLoad;

/// <summary>What the command line asks for.</summary>
/// <param name="Node">The node's program.</param>
/// <param name="Rounds">How often each figure is measured.</param>
/// <param name="Seconds">How long one measurement counts; eight seconds go before it uncounted.</param>
/// <param name="Rate">Messages a second where latency is measured.</param>
/// <param name="Only">Figures whose name contains this; empty for all.</param>
internal sealed record Options(string Node, int Rounds, double Seconds, int Rate, string Only)
{
    public static Options Parse(string[] args)
    {
        var options = new Options("", 3, 10, 1000, "");
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--node" => options with { Node = Value(args, ref i) },
                "--rounds" => options with { Rounds = (int)Number(args, ref i) },
                "--seconds" => options with { Seconds = Number(args, ref i) },
                "--rate" => options with { Rate = (int)Number(args, ref i) },
                "--only" => options with { Only = Value(args, ref i) },
                var unknown => throw new RunFailedException($"there is no option {unknown}; there are --rounds N, --seconds N, --rate N and --only TEXT"),
            };
        }

        return options.Node.Length > 0 ? options : throw new RunFailedException("start it as benchmarks/cluster, which builds the node");
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new RunFailedException($"{args[i - 1]} needs a value");

    private static double Number(string[] args, ref int i)
    {
        var option = args[i];
        return double.TryParse(Value(args, ref i), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : throw new RunFailedException($"{option} needs a number from 1 up, not {args[i]}");
    }
}

/// <summary>The run cannot go on, or what it measured was not right.</summary>
/// <param name="message">Why, for its user.</param>
internal sealed class RunFailedException(string message) : Exception(message);
