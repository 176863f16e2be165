using System.Diagnostics;
using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>An idle system uses no processor time. Alone, as <see cref="IdleFootprintSpec"/> is.</summary>
[Collection(nameof(IdleFootprintSpec))]
public sealed class IdleSystemSpec
{
    private const int Systems = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(500);

    // One wake-up of one thread costs some 20 µs: with one system of the fifty ticking every 10 ms this would be a millisecond,
    // with all of them 50. The rest is for the test runner, whose process this is.
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Fifty_idle_systems_come_to_rest()
    {
        var systems = new List<ActorSystem>();
        for (var i = 0; i < Systems; i++)
        {
            var system = ActorSystem.Create($"idle-{i}");
            systems.Add(system);
            var waiting = system.ActorOf(Props.Create<WaitsLong>());
            await waiting.Ask<string>("ready?", Patience);
        }

        using var process = Process.GetCurrentProcess();
        var began = Stopwatch.GetTimestamp();
        TimeSpan used;
        do
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "There was always something to do.");
            process.Refresh();
            var before = process.TotalProcessorTime;
            await Task.Delay(Window);
            process.Refresh();
            used = process.TotalProcessorTime - before;
        }
        while (used > Little);

        foreach (var system in systems)
            await system.Terminate().WaitAsync(Patience);
    }

    // Timers far away are part of being idle.
    private sealed class WaitsLong : ReceiveActor, IWithTimers
    {
        public WaitsLong()
        {
            SetReceiveTimeout(TimeSpan.FromHours(1));
            Receive<string>(message =>
            {
                Timers.StartPeriodicTimer("key", "tick", TimeSpan.FromHours(1));
                Sender.Tell(message);
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
