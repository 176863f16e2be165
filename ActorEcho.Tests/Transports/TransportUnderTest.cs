namespace ActorEcho.Tests.Transports;

/// <summary>
/// The way to the operating system that a run of the tests is about, for those that do not go over each of them by themselves:
/// <c>AKKA__IO__TCP__TRANSPORT</c> and <c>AKKA__IO__TCP__EVENT_LOOPS</c>, which nodes in processes of their own inherit.
/// </summary>
internal static class TransportUnderTest
{
    private const string Section = "akka.io.tcp";

    /// <summary>The engine's settings for systems within the tests' process, as HOCON; empty for its defaults.</summary>
    public static string Configuration { get; } = Setting("transport", "TRANSPORT") + Setting("event-loops", "EVENT_LOOPS");

    private static string Setting(string key, string variable) =>
        Variable(variable) is { Length: > 0 } value ? $"{Section}.{key} = {value}\n" : "";

    private static string? Variable(string name) => Environment.GetEnvironmentVariable($"AKKA__IO__TCP__{name}");
}
