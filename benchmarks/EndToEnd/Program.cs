using ActorEcho.EndToEnd;

try
{
    var options = Options.Parse(args);
    Installed.LookForDaemons();
    var programs = await Programs.BuildAsync(options.Output);
    var results = await Run.AllAsync(options, programs, Console.Error);
    var report = Report.Markdown(results, options);
    await File.WriteAllTextAsync(Path.Combine(options.Output, "results.md"), report);
    await File.WriteAllTextAsync(Path.Combine(options.Output, "results.svg"), Chart.Svg(results));
    Console.WriteLine(report);
    Console.Error.WriteLine($"written to {options.Output}");
    return 0;
}
catch (RunFailedException failure)
{
    Console.Error.WriteLine($"benchmarks/run: {failure.Message}");
    return 1;
}
