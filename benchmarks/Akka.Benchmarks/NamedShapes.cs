using Akka.Benchmarks.Shapes;

namespace Akka.Benchmarks;

/// <summary>All shapes with their names, in the tables and in <c>allocations.json</c>.</summary>
internal static class NamedShapes
{
    public static IReadOnlyList<(string Name, Func<Shape> Make)> All { get; } =
    [
        ("tell, 1 producer", static () => new TellShape(producers: 1)),
        ("tell, 4 producers", static () => new TellShape(producers: 4)),
        ("ping-pong, 1 pair", static () => new PingPongShape(pairs: 1)),
        ("ping-pong, 8 pairs", static () => new PingPongShape(pairs: 8)),
        ("ping-pong on an event loop, 1 pair", static () => new PingPongShape(pairs: 1, onLoop: true)),
        ("ask, 5 s timeout", static () => new AskShape(TimeSpan.FromSeconds(5))),
        ("ask, no timeout", static () => new AskShape(timeout: null)),
        ("spawn and PreStart, system.ActorOf", static () => new SpawnShape(throughContext: false)),
        ("spawn and PreStart, Context.ActorOf", static () => new SpawnShape(throughContext: true)),
        ("stop a child", static () => new StopShape()),
        ("schedule and cancel a timer", static () => new TimerShape()),
        ("echo of 64 B over a socket", static () => new SocketEchoShape()),
        ("chat frame, decoded", static () => new ChatFramesShape()),
        ("ping-pong line, answered", static () => new PingPongLinesShape()),
        ("chat text, delivered to one of 100", static () => new FanOutShape()),
    ];
}
