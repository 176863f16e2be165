using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>The clients of a scenario: a program of <c>benchmarks/baselines</c> and what it is told.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments between the ports and the seconds.</param>
/// <param name="Modes">Its arguments after the seconds; the last one is the dialect that it speaks.</param>
/// <param name="Unit">What it counts.</param>
internal sealed record Load(Func<Programs, string> Program, string Arguments, string[] Modes, string Unit)
{
    public static Load Echo(int connections, int depth, int size) =>
        new(static programs => programs.EchoLoad, Text($"{connections} {depth} {size}"), ["echo"], "round trips");

    public static Load Lines(int connections, int depth) => Echo(connections, depth, 0) with { Modes = ["lines"] };

    public static Load Churn(int connections, int size) => Echo(connections, 1, size) with { Modes = ["churn"], Unit = "connections" };

    public static Load Chat(int members, int senders, int depth, int size) => new(
        static programs => programs.ChatLoad, Text($"{members} {senders} {depth} {size}"), ["deliveries", "chat"], "deliveries");

    /// <summary>The same clients over TLS.</summary>
    public Load OverTls() => this with { Program = static programs => programs.TlsLoad };

    /// <summary>The same clients, of whom not the deliveries are counted but the texts that everybody has.</summary>
    public Load CountingTexts() => this with { Modes = ["texts", .. Modes[1..]], Unit = "texts" };

    /// <summary>The command line.</summary>
    /// <param name="programs">The programs there are.</param>
    /// <param name="ports">Where the server listens.</param>
    /// <param name="seconds">How long it counts.</param>
    /// <param name="dialect">What it speaks instead of our protocols; null for these.</param>
    public string[] CommandLine(Programs programs, string ports, double seconds, string? dialect) =>
    [
        Program(programs), ports, .. Arguments.Split(' '), Text($"{seconds}"), .. Modes[..^1], dialect ?? Modes[^1],
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
