using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.IO.Epoll;

[NeedsEpoll]
public class EventLoopWatchdogSpec() : TestKit.Xunit2.TestKit("akka.io.tcp { transport = epoll, event-loops = 1, event-loop-blocked-after = 20ms }")
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TransportFact]
    public async Task An_actor_that_holds_a_loop_is_reported_with_its_path()
    {
        using var release = new AutoResetEvent(false);
        var warnings = CreateTestProbe();
        Sys.EventStream.Subscribe(warnings.Ref, typeof(Warning));
        // The second one's turn is another, and reported as well.
        foreach (var name in new[] { "first", "second" })
        {
            var blocking = Sys.ActorOf(
                Props.Create(() => new Blocking(release, Patience)).WithDispatcher("akka.io.connection-dispatcher"), name);
            blocking.Tell("hold the loop");

            var path = blocking.Path.ToString();
            var warning = await warnings.FishForMessageAsync<Warning>(warning => warning.ToString().Contains(path, StringComparison.Ordinal), Patience);
            release.Set();
            Assert.Contains("20 ms", warning.ToString(), StringComparison.Ordinal);
        }
    }

    [TransportFact]
    public async Task Its_thread_ends_with_the_system()
    {
        var watched = ActorSystem.Create("wd-ends", Sys.Settings.Config);
        // It starts with the loops, which the first actor among them brings.
        watched.ActorOf(Props.Create(() => new Idle()).WithDispatcher("akka.io.connection-dispatcher"));
        await AwaitConditionAsync(() => Task.FromResult(IsWatching("wd-ends")), Patience);

        await watched.Terminate().WaitAsync(Patience);

        await AwaitConditionAsync(() => Task.FromResult(!IsWatching("wd-ends")), Patience);
    }

    private static bool IsWatching(string system) =>
        Directory.EnumerateDirectories("/proc/self/task").Any(thread => NameOf(thread) == $"{system}-io-watch"[..15]);

    private static string NameOf(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/comm").TrimEnd();
        }
        catch (IOException)
        {
            // It has ended since it was listed.
            return "";
        }
    }

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Blocking(AutoResetEvent release, TimeSpan atMost) : UntypedActor
    {
        protected override void OnReceive(object message) => release.WaitOne(atMost);
    }
}
