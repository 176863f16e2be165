using Akka.Benchmarks;
using BenchmarkDotNet.Running;

// "quick" prints every shape in under a minute; anything else is for BenchmarkDotNet (--list flat shows what there is).
if (args is ["quick"])
    QuickRun.Print(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
