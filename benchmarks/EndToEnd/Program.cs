using ActorEcho.EndToEnd;

using var signals = new StopSignals();
var stop = signals.Token;
try
{
    var options = Options.Parse(args);
    Installed.LookForDaemons();
    var programs = await Programs.BuildAsync(options.Output, stop);
    var results = new Results([], [], [], [.. Installed.Missing(programs)]);
    await Run.AllAsync(options, programs, results, Console.Error, async () =>
    {
        await File.WriteAllTextAsync(Path.Combine(options.Output, "results.md"), Report.Markdown(results, options));
        await File.WriteAllTextAsync(Path.Combine(options.Output, "results.svg"), Chart.Svg(results));
    }, stop);
    Console.WriteLine(Report.Markdown(results, options));
    Console.Error.WriteLine($"written to {options.Output}");
    return 0;
}
catch (Exception) when (stop.IsCancellationRequested)
{
    // A terminal sends its signal to the servers and the load too: what failed first says nothing.
    Console.Error.WriteLine("benchmarks/run: stopped; what is measured by now is kept");
    return signals.ExitCode;
}
catch (RunFailedException failure)
{
    Console.Error.WriteLine($"benchmarks/run: {failure.Message}");
    return 1;
}
