using Akka.Actor;

namespace Akka.Tests.Actor.Scheduler;

/// <summary>An entry of no timer loop.</summary>
internal sealed class TestEntry() : TimerEntry(null!)
{
    public override void Run() { }

    public override void Release() { }
}
