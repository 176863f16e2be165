using Akka.Benchmarks.Shapes;
using BenchmarkDotNet.Attributes;

namespace Akka.Benchmarks;

/// <summary>A round trip through the engine's TCP.</summary>
public class SocketEchoBenchmarks : ShapeBenchmarks
{
    private protected override Shape Make() => new SocketEchoShape();

    /// <summary>64 bytes there and back.</summary>
    [Benchmark(OperationsPerInvoke = SocketEchoShape.RoundTrips)]
    public void Echo() => Run();
}

/// <summary>The chat's wire.</summary>
public class ChatFramesBenchmarks : ShapeBenchmarks
{
    private protected override Shape Make() => new ChatFramesShape();

    /// <summary>One frame with a text of 64 bytes.</summary>
    [Benchmark(OperationsPerInvoke = ChatFramesShape.Frames)]
    public void Decode() => Run();
}

/// <summary>The ping-pong protocol.</summary>
public class PingPongLinesBenchmarks : ShapeBenchmarks
{
    private protected override Shape Make() => new PingPongLinesShape();

    /// <summary>One line, read and answered.</summary>
    [Benchmark(OperationsPerInvoke = PingPongLinesShape.Lines)]
    public void Answer() => Run();
}

/// <summary>The chat's registry.</summary>
public class FanOutBenchmarks : ShapeBenchmarks
{
    private protected override Shape Make() => new FanOutShape();

    /// <summary>One text to one member of a hundred.</summary>
    [Benchmark(OperationsPerInvoke = FanOutShape.Texts * (FanOutShape.Members - 1))]
    public void Deliver() => Run();
}
