using Akka.Benchmarks.Shapes;
using BenchmarkDotNet.Attributes;

namespace Akka.Benchmarks;

/// <summary>What one class of benchmarks has in common: its shape lives as long as its parameters do.</summary>
[MemoryDiagnoser]
public abstract class ShapeBenchmarks
{
    private Shape _shape = null!;

    /// <summary>Starts the shape's actor system.</summary>
    [GlobalSetup]
    public void Start() => _shape = Make();

    /// <summary>What is not measured.</summary>
    [IterationSetup]
    public void Prepare() => _shape.Prepare();

    /// <summary>Ends the shape's actor system.</summary>
    [GlobalCleanup]
    public void Stop() => _shape.Dispose();

    private protected abstract Shape Make();

    private protected void Run() => _shape.Run();
}

/// <summary>Messages from threads to one actor.</summary>
public class TellBenchmarks : ShapeBenchmarks
{
    /// <summary>How many threads send.</summary>
    [Params(1, 4)]
    public int Producers { get; set; }

    private protected override Shape Make() => new TellShape(Producers);

    /// <summary>One message.</summary>
    [Benchmark(OperationsPerInvoke = TellShape.Messages)]
    public void Tell() => Run();
}

/// <summary>Messages between two actors.</summary>
public class PingPongBenchmarks : ShapeBenchmarks
{
    /// <summary>How many pairs play at once.</summary>
    [Params(1, 8)]
    public int Pairs { get; set; }

    /// <summary>Whether they live on an event loop, as connections do, instead of the thread pool.</summary>
    [Params(false, true)]
    public bool OnLoop { get; set; }

    private protected override Shape Make() => new PingPongShape(Pairs, OnLoop);

    /// <summary>One message, either way.</summary>
    [Benchmark(OperationsPerInvoke = PingPongShape.Messages)]
    public void PingPong() => Run();
}

/// <summary>Question and answer.</summary>
public class AskBenchmarks : ShapeBenchmarks
{
    /// <summary>Whether the question has a time limit.</summary>
    [Params(true, false)]
    public bool WithTimeout { get; set; }

    private protected override Shape Make() => new AskShape(WithTimeout ? TimeSpan.FromSeconds(5) : null);

    /// <summary>One question and its answer.</summary>
    [Benchmark(OperationsPerInvoke = AskShape.Questions)]
    public void Ask() => Run();
}

/// <summary>Actors that come to life.</summary>
public class SpawnBenchmarks : ShapeBenchmarks
{
    /// <summary>Whether an actor makes them, or a thread through the system.</summary>
    [Params(false, true)]
    public bool ThroughContext { get; set; }

    private protected override Shape Make() => new SpawnShape(ThroughContext);

    /// <summary>One actor, up to its PreStart.</summary>
    [Benchmark(OperationsPerInvoke = SpawnShape.Actors)]
    public void Spawn() => Run();
}

/// <summary>Actors that end.</summary>
public class StopBenchmarks : ShapeBenchmarks
{
    private protected override Shape Make() => new StopShape();

    /// <summary>One child, up to its PostStop.</summary>
    [Benchmark(OperationsPerInvoke = StopShape.Actors)]
    public void StopChild() => Run();
}

/// <summary>The scheduler.</summary>
public class TimerBenchmarks : ShapeBenchmarks
{
    private protected override Shape Make() => new TimerShape();

    /// <summary>One timer that is cancelled before it fires.</summary>
    [Benchmark(OperationsPerInvoke = TimerShape.Timers)]
    public void ScheduleAndCancel() => Run();
}
