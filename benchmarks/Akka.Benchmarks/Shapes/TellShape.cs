using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>Threads that are no actors send to one actor, as fast as they can.</summary>
internal sealed class TellShape : Shape
{
    public const int Messages = 2_000_000;

    private static readonly object Message = new();

    private readonly int _producers;
    private readonly IActorRef _counter;
    private readonly CountdownEvent _done = new(1);

    public TellShape(int producers)
    {
        _producers = producers;
        _counter = System.ActorOf(Props.Create(() => new Counter(Messages, _done)));
    }

    public override int Operations => Messages;

    public override void Run()
    {
        _done.Reset();
        if (_producers == 1)
            Produce(Messages);
        else
            Parallel.For(0, _producers, new ParallelOptions { MaxDegreeOfParallelism = _producers }, _ => Produce(Messages / _producers));
        Await(_done);
    }

    private void Produce(int count)
    {
        for (var i = 0; i < count; i++)
            _counter.Tell(Message, ActorRefs.NoSender);
    }

    private sealed class Counter(int expected, CountdownEvent done) : UntypedActor
    {
        private int _received;

        protected override void OnReceive(object message)
        {
            if (++_received % expected == 0)
                done.Signal();
        }
    }
}
