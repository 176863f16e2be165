using Akka.Actor;
using Akka.Configuration;

namespace Akka.Benchmarks.Shapes;

/// <summary>A piece of work for the engine, the same for the quick run and for BenchmarkDotNet.</summary>
internal abstract class Shape : IDisposable
{
    /// <summary>The dispatcher whose actors run on the event loop that woke them.</summary>
    protected const string LoopDispatcher = "akka.io.connection-dispatcher";

    /// <summary>How long anything is waited for.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How many operations one <see cref="Run"/> is.</summary>
    public abstract int Operations { get; }

    protected ActorSystem System { get; } = ActorSystem.Create(
        "benchmark", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off, io.tcp.event-loops = 1 }"));

    /// <summary>What has to be done before each run and is not measured.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Does the work and waits for its end.</summary>
    public abstract void Run();

    /// <inheritdoc/>
    public virtual void Dispose() => System.Terminate().Wait(Patience);

    protected static void Await(CountdownEvent done)
    {
        if (!done.Wait(Patience))
            throw new TimeoutException($"{done.CurrentCount} of {done.InitialCount} did not come to an end within {Patience}.");
    }
}
