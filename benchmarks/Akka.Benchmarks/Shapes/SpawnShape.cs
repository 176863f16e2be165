using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>Actors are made until the last one has come to life.</summary>
internal sealed class SpawnShape : Shape
{
    public const int Actors = 100_000;

    private readonly bool _throughContext;
    private readonly CountdownEvent _alive = new(Actors);
    private readonly Props _child;
    private readonly List<IActorRef> _spawned = new(Actors);
    private IActorRef? _parent;

    public SpawnShape(bool throughContext)
    {
        _throughContext = throughContext;
        _child = Props.Create(() => new Child(_alive));
    }

    public override int Operations => Actors;

    public override void Prepare()
    {
        foreach (var actor in _spawned)
            System.Stop(actor);
        _spawned.Clear();
        _parent?.GracefulStop(TimeSpan.FromMinutes(1)).Wait();
        _parent = _throughContext ? System.ActorOf(Props.Create(() => new Parent(_child))) : null;
        _alive.Reset();
        GC.Collect();
    }

    public override void Run()
    {
        if (_parent is not null)
        {
            _parent.Tell(Actors, ActorRefs.NoSender);
        }
        else
        {
            for (var i = 0; i < Actors; i++)
                _spawned.Add(System.ActorOf(_child));
        }

        Await(_alive);
    }

    private sealed class Child(CountdownEvent alive) : UntypedActor
    {
        protected override void PreStart() => alive.Signal();

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Parent(Props child) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            for (var i = 0; i < (int)message; i++)
                Context.ActorOf(child);
        }
    }
}
