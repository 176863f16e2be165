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
        using var release = new ManualResetEventSlim();
        var warnings = CreateTestProbe();
        Sys.EventStream.Subscribe(warnings.Ref, typeof(Warning));
        var blocking = Sys.ActorOf(
            Props.Create(() => new Blocking(release, Patience)).WithDispatcher("akka.io.connection-dispatcher"), "blocking");

        blocking.Tell("hold the loop");

        var warning = await warnings.ExpectMsgAsync<Warning>(Patience);
        release.Set();
        Assert.Contains(blocking.Path.ToString(), warning.ToString(), StringComparison.Ordinal);
        Assert.Contains("20 ms", warning.ToString(), StringComparison.Ordinal);
    }

    private sealed class Blocking(ManualResetEventSlim release, TimeSpan atMost) : UntypedActor
    {
        protected override void OnReceive(object message) => release.Wait(atMost);
    }
}
