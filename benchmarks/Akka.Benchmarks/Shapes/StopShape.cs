using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>A parent stops its children and waits for the last of them.</summary>
internal sealed class StopShape : Shape
{
    public const int Actors = 100_000;

    private readonly CountdownEvent _alive = new(Actors);
    private readonly CountdownEvent _stopped = new(Actors);
    private readonly IActorRef _parent;

    public StopShape() => _parent = System.ActorOf(Props.Create(() => new Parent(Props.Create(() => new Child(_alive, _stopped)))));

    private enum Order
    {
        Spawn,
        Stop,
    }

    public override int Operations => Actors;

    public override void Prepare()
    {
        _alive.Reset();
        _stopped.Reset();
        _parent.Tell(Order.Spawn, ActorRefs.NoSender);
        Await(_alive);
        GC.Collect();
    }

    public override void Run()
    {
        _parent.Tell(Order.Stop, ActorRefs.NoSender);
        Await(_stopped);
    }

    private sealed class Child(CountdownEvent alive, CountdownEvent stopped) : UntypedActor
    {
        protected override void PreStart() => alive.Signal();

        protected override void PostStop() => stopped.Signal();

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Parent(Props child) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Order.Spawn)
            {
                for (var i = 0; i < Actors; i++)
                    Context.ActorOf(child);
            }
            else
            {
                foreach (var one in Context.GetChildren())
                    Context.Stop(one);
            }
        }
    }
}
