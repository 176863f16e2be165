using System.Diagnostics;

namespace ActorEcho.EndToEnd;

/// <summary>Which processors a program may use: with one for the server and one for the load, neither takes time from the other.</summary>
internal static class Cores
{
    private const string Server = "0";
    private const string Load = "1";

    public static ProcessStartInfo ForServer(Options options, string program, IEnumerable<string> arguments) =>
        On(options, Server, program, arguments);

    public static ProcessStartInfo ForLoad(Options options, string program, IEnumerable<string> arguments) =>
        On(options, Load, program, arguments);

    private static ProcessStartInfo On(Options options, string core, string program, IEnumerable<string> arguments) =>
        options.IsShared || Environment.ProcessorCount < 2
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("taskset", ["-c", core, program, .. arguments]);
}
