using ActorEcho.EndToEnd;

try
{
    var options = Options.Parse(args);
    Installed.LookForDaemons();
    var programs = await Programs.BuildAsync(options.Output);
    var results = new Results([], [], [], [.. Installed.Missing(programs)]);
    await Run.AllAsync(options, programs, results, Console.Error, async () =>
    {
        await File.WriteAllTextAsync(Path.Combine(options.Output, "results.md"), Report.Markdown(results, options));
        await File.WriteAllTextAsync(Path.Combine(options.Output, "results.svg"), Chart.Svg(results));
    });
    Console.WriteLine(Report.Markdown(results, options));
    Console.Error.WriteLine($"written to {options.Output}");
    return 0;
}
catch (RunFailedException failure)
{
    Console.Error.WriteLine($"benchmarks/run: {failure.Message}");
    return 1;
}
