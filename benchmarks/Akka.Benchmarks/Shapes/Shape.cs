using Akka.Actor;
using Akka.Configuration;

namespace Akka.Benchmarks.Shapes;

/// <summary>A piece of work for the engine, the same for the quick run and for BenchmarkDotNet.</summary>
internal abstract class Shape : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How many operations one <see cref="Run"/> is.</summary>
    public abstract int Operations { get; }

    protected ActorSystem System { get; } = ActorSystem.Create(
        "benchmark", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off }"));

    /// <summary>What has to be done before each run and is not measured.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Does the work and waits for its end.</summary>
    public abstract void Run();

    /// <inheritdoc/>
    public void Dispose() => System.Terminate().Wait(Patience);

    protected static void Await(CountdownEvent done)
    {
        if (!done.Wait(Patience))
            throw new TimeoutException($"{done.CurrentCount} of {done.InitialCount} did not come to an end within {Patience}.");
    }
}
