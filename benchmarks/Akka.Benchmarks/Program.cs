using Akka.Benchmarks;
using BenchmarkDotNet.Running;

// "quick" prints every shape in under a minute, "allocations" checks what each allocates; anything else is for BenchmarkDotNet
// (--list flat shows what there is).
switch (args)
{
    case ["quick"]:
        QuickRun.Print(Console.Out);
        return 0;
    case ["allocations"]:
        return AllocationCheck.Passes(Console.Out) ? 0 : 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
