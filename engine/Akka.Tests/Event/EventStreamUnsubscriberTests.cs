using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Tests.Event;

public class EventStreamUnsubscriberTests
{
    [Fact]
    public async Task A_subscriber_that_stops_is_unsubscribed()
    {
        await using var fixture = new SystemFixture("akka { loglevel = DEBUG, actor.debug.event-stream = on }");
        var stream = fixture.System.EventStream;
        var subscriber = fixture.System.ActorOf(Props.Create<Idle>(), "subscriber");
        stream.Subscribe(subscriber, typeof(string));
        Assert.True(stream.HasSubscriptions(subscriber));

        fixture.System.Stop(subscriber);

        await fixture.Logged(text => text == $"unsubscribe {subscriber} from {stream}, because it was terminated");
        await fixture.Logged(text => text == $"unsubscribing {subscriber} from all channels");
        Assert.False(stream.HasSubscriptions(subscriber));
    }

    [Fact]
    public async Task Who_subscribed_before_the_unsubscriber_started_is_watched_as_well()
    {
        await using var fixture = new SystemFixture();
        var stream = new EventStream(debug: true);
        var log = new RecordingRef("stream-log");
        stream.Subscribe(log, typeof(Debug));
        var subscriber = fixture.System.ActorOf(Props.Create<Idle>(), "subscriber");
        stream.Subscribe(subscriber, typeof(string));

        stream.StartUnsubscriber((ActorSystemImpl)fixture.System);
        fixture.System.Stop(subscriber);

        while (((Debug)await log.Next()).Message is not string text || text != $"unsubscribing {subscriber} from all channels")
        {
        }

        Assert.False(stream.HasSubscriptions(subscriber));
    }

    [Fact]
    public async Task Who_has_ended_before_it_is_subscribed_does_not_stay_so()
    {
        // The unsubscriber hears of the end on the thread that subscribes, before that goes on.
        await using var fixture = new SystemFixture(
            """akka.actor.internal-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit" """);
        var stream = fixture.System.EventStream;
        var subscriber = fixture.System.ActorOf(Props.Create<Idle>(), "subscriber");
        await subscriber.GracefulStop(TimeSpan.FromSeconds(20));

        stream.Subscribe(subscriber, typeof(string));

        Assert.False(stream.HasSubscriptions(subscriber));
    }

    [Fact]
    public async Task Who_unsubscribed_from_everything_is_no_longer_watched()
    {
        await using var fixture = new SystemFixture("akka { loglevel = DEBUG, actor.debug.event-stream = on }");
        var stream = fixture.System.EventStream;
        var subscriber = fixture.System.ActorOf(Props.Create<Idle>(), "subscriber");
        stream.Subscribe(subscriber, typeof(string));
        stream.Subscribe(subscriber, typeof(int));
        stream.Unsubscribe(subscriber, typeof(string));
        stream.Unsubscribe(subscriber, typeof(int));

        var logEvent = await fixture.Logged(text => text.StartsWith("unwatching", StringComparison.Ordinal));
        Assert.Equal($"unwatching {subscriber}, since has no subscriptions", logEvent.Message);
    }

    private sealed class Idle : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
