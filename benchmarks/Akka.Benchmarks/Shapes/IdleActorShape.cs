using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>Actors that have come to life and do nothing.</summary>
internal static class IdleActorShape
{
    public static long HeapPerActor(int actors)
    {
        using var system = ActorSystem.Create("idle");
        using var alive = new CountdownEvent(actors);
        var props = Props.Create(() => new Idle(alive));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < actors; i++)
            system.ActorOf(props);
        alive.Wait();
        var perActor = (GC.GetTotalMemory(forceFullCollection: true) - before) / actors;
        system.Terminate().Wait();
        return perActor;
    }

    private sealed class Idle(CountdownEvent alive) : UntypedActor
    {
        protected override void PreStart() => alive.Signal();

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
