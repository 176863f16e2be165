using System.Diagnostics;

namespace ActorEcho.Tests.Clients;

/// <summary>Waits for what another thread brings about and tells nobody of.</summary>
internal static class Condition
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, "The condition does not come about.");
            await Task.Delay(1);
        }
    }
}
