using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>Pairs of actors that have one message between them; both directions count.</summary>
internal sealed class PingPongShape : Shape
{
    public const int Messages = 2_000_000;

    private readonly (IActorRef Server, IActorRef Player)[] _pairs;
    private readonly CountdownEvent _done;

    /// <param name="pairs">How many pairs play at the same time.</param>
    /// <param name="onLoop">Whether they live on an event loop, as connections do, instead of the thread pool.</param>
    public PingPongShape(int pairs, bool onLoop = false)
    {
        _done = new CountdownEvent(pairs);
        var props = Props.Create(() => new Player(_done));
        if (onLoop)
            props = props.WithDispatcher(LoopDispatcher);
        _pairs = new (IActorRef, IActorRef)[pairs];
        for (var i = 0; i < pairs; i++)
        {
            var player = System.ActorOf(props);
            _pairs[i] = (System.ActorOf(props), player);
        }
    }

    public override int Operations => Messages;

    public override void Run()
    {
        _done.Reset();
        foreach (var (server, player) in _pairs)
            player.Tell(new Ball { Left = Messages / _pairs.Length }, server);
        Await(_done);
    }

    // One at a time holds it, so it needs no lock.
    private sealed class Ball
    {
        public int Left { get; set; }
    }

    private sealed class Player(CountdownEvent done) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var ball = (Ball)message;
            if (--ball.Left > 0)
                Sender.Tell(ball, Self);
            else
                done.Signal();
        }
    }
}
