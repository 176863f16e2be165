namespace ActorEcho.Actors.Clients.Measuring;

/// <summary>Several histograms that count as one, so that threads seldom meet in a bucket. Thread-safe.</summary>
public sealed class StripedHistogram
{
    private readonly LatencyHistogram[] _stripes;

    private StripedHistogram(int stripes)
    {
        _stripes = new LatencyHistogram[stripes];
        for (var i = 0; i < stripes; i++) _stripes[i] = new LatencyHistogram();
    }

    /// <summary>Stripes for a number of recorders: one each, but not many more than there are cores.</summary>
    /// <param name="recorders">How many record; at least 1.</param>
    /// <returns>The histogram.</returns>
    public static StripedHistogram For(int recorders) => new(Math.Clamp(recorders, 1, 4 * Environment.ProcessorCount));

    /// <summary>The stripe of a recorder.</summary>
    /// <param name="recorder">Its number, 0 or more.</param>
    /// <returns>The histogram to record in.</returns>
    public LatencyHistogram Stripe(int recorder) => _stripes[recorder % _stripes.Length];

    /// <summary>All stripes together.</summary>
    /// <returns>A new histogram.</returns>
    public LatencyHistogram Total()
    {
        var total = new LatencyHistogram();
        foreach (var stripe in _stripes) total.Add(stripe);
        return total;
    }
}
