using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>One asker that waits for each answer before the next question.</summary>
internal sealed class AskShape : Shape
{
    public const int Questions = 200_000;

    private static readonly object Question = new();

    private readonly TimeSpan? _timeout;
    private readonly IActorRef _server;

    public AskShape(TimeSpan? timeout)
    {
        _timeout = timeout;
        _server = System.ActorOf(Props.Create(() => new Server()));
    }

    public override int Operations => Questions;

    // On a thread of the pool, as askers are: a thread that is blocked by each answer measures its wake-up instead.
    public override void Run() => Task.Run(AskAllAsync).GetAwaiter().GetResult();

    private async Task AskAllAsync()
    {
        for (var i = 0; i < Questions; i++)
            await _server.Ask<object>(Question, _timeout);
    }

    private sealed class Server : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
