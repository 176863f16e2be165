namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>A transport held against what is known of a target.</summary>
/// <param name="Transport">The transport.</param>
/// <param name="Values">What it would connect with, defaults included.</param>
/// <param name="Obstacle">Why it cannot be tried, or null when it can.</param>
internal sealed record ConnectWay(IClientTransport Transport, EndpointValues Values, string? Obstacle)
{
    /// <summary>Whether all that the transport cannot do without is known.</summary>
    public bool IsComplete => Transport.Needs.All(need => !need.IsRequired || Values.Knows(need.Value));

    public static ConnectWay Of(IClientTransport transport, EndpointValues known)
    {
        var values = known;
        foreach (var need in transport.Needs)
        {
            if (known.Knows(need.Value)) continue;
            if (need.IsRequired) return new ConnectWay(transport, known, $"needs a {need.Value.Name}, and none is given");
            if (need.DefaultValue is { } defaultValue) values = values.With(need.Value, defaultValue);
        }

        var ignored = known.Known.FirstOrDefault(key => transport.Needs.All(need => need.Value != key));
        return new ConnectWay(transport, values, ignored is null ? null : $"would ignore what is given as {ignored.Name}");
    }
}
