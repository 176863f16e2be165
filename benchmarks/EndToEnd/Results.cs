namespace ActorEcho.EndToEnd;

/// <summary>A server's measurements in one scenario, one for each round.</summary>
internal sealed record ServerResult(string Server, List<Measurement> Rounds);

/// <summary>A scenario with all its servers, that which the others are compared with first.</summary>
internal sealed record ScenarioResult(Scenario Scenario, List<ServerResult> Servers)
{
    /// <summary>A server's value in the middle of the rounds.</summary>
    public double Value(string server, Func<Measurement, double> value) => Median.Of(Of(server), value);

    /// <summary>The ratio of one server's value to another's, in the middle of the rounds.</summary>
    public double Ratio(string server, string to, Func<Measurement, double> value) => Median.Ratio(Of(server), Of(to), value);

    /// <summary>The ratio to the server that all are compared with.</summary>
    public double ToBaseline(string server, Func<Measurement, double> value) => Ratio(server, Servers[0].Server, value);

    private ServerResult Of(string server) => Servers.First(one => one.Server == server);
}

/// <summary>What idle connections cost a server.</summary>
/// <param name="Server">The server.</param>
/// <param name="IsTls">Whether they are TLS connections.</param>
/// <param name="BytesPerConnection">Resident memory over the process at rest, for each connection.</param>
internal sealed record IdleResult(string Server, bool IsTls, long BytesPerConnection);

/// <summary>How soon a form of a program serves, and how large it is.</summary>
/// <param name="Form">The form.</param>
/// <param name="Time">From the start of the process to the first answer, the middle of several starts.</param>
/// <param name="Bytes">What has to be installed; null where it is not published.</param>
internal sealed record StartUpResult(string Form, TimeSpan Time, long? Bytes);

/// <summary>Everything that was measured.</summary>
/// <param name="Scenarios">The scenarios.</param>
/// <param name="Idle">What idle connections take.</param>
/// <param name="StartUp">How soon the node serves.</param>
/// <param name="Missing">What could not be measured here, and why.</param>
internal sealed record Results(
    List<ScenarioResult> Scenarios, List<IdleResult> Idle, List<StartUpResult> StartUp, List<string> Missing);
