using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>Timers that never fire, as most time limits do.</summary>
internal sealed class TimerShape : Shape
{
    public const int Timers = 500_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public override int Operations => Timers;

    public override void Run()
    {
        for (var i = 0; i < Timers; i++)
            System.Scheduler.ScheduleTellOnceCancelable(Limit, ActorRefs.Nobody, Limit, ActorRefs.NoSender).Cancel();
    }
}
