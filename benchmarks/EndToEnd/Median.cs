namespace ActorEcho.EndToEnd;

/// <summary>The middle of several measurements, which one disturbed round does not move.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The middle of a server's ratios to another, round by round.</summary>
    public static double Ratio(ServerResult server, ServerResult to, Func<Measurement, double> value) =>
        Of(server.Rounds.Zip(to.Rounds, (mine, theirs) => value(mine) / value(theirs)));

    public static double Of(ServerResult server, Func<Measurement, double> value) => Of(server.Rounds.Select(value));
}
