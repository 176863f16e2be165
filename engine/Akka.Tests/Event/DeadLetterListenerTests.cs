using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Event;

public class DeadLetterListenerTests
{
    private const string Advice =
        "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.";

    [Fact]
    public async Task A_dead_letter_is_logged_with_its_type_sender_recipient_and_content()
    {
        await using var fixture = new SystemFixture();
        var dead = await DeadActor(fixture);
        var sender = fixture.System.ActorOf(Props.Create<Idle>(), "sender");

        dead.Tell("hello", sender);

        var logEvent = await Letter(fixture);
        Assert.Equal(
            $"Message [String] from {sender} to {dead} was not delivered. [1] dead letters encountered. "
            + $"If this is not an expected behavior then {dead} may have terminated unexpectedly. {Advice} Message content: hello",
            logEvent.Message);
        Assert.IsType<Info>(logEvent);
        Assert.Equal(dead.Path.ToString(), logEvent.LogSource);
    }

    [Fact]
    public async Task A_letter_without_sender_or_text_of_its_own_leaves_them_out()
    {
        await using var fixture = new SystemFixture();
        var dead = await DeadActor(fixture);

        dead.Tell(new object(), ActorRefs.NoSender);

        Assert.Equal(
            $"Message [Object] to {dead} was not delivered. [1] dead letters encountered. "
            + $"If this is not an expected behavior then {dead} may have terminated unexpectedly. {Advice}",
            (await Letter(fixture)).Message);
    }

    [Fact]
    public async Task A_wrapped_message_is_named_with_its_wrapper()
    {
        await using var fixture = new SystemFixture();
        var dead = await DeadActor(fixture);
        dead.Tell(new Wrapper("inner"), ActorRefs.NoSender);
        Assert.StartsWith($"Message [String] wrapped in [$Wrapper] to {dead} ", $"{(await Letter(fixture)).Message}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dropped_and_unhandled_messages_are_logged_as_such()
    {
        await using var fixture = new SystemFixture();
        var actor = fixture.System.ActorOf(Props.Create<Idle>(), "actor");

        fixture.System.EventStream.Publish(new Dropped("hello", "no room", actor));
        Assert.Equal(
            $"Message [String] to {actor} was dropped. no room. [1] dead letters encountered. {Advice} Message content: hello",
            (await Letter(fixture)).Message);

        actor.Tell(17, ActorRefs.NoSender);
        Assert.Equal(
            $"Message [Int32] to {actor} was unhandled. [2] dead letters encountered. {Advice} Message content: 17",
            (await Letter(fixture)).Message);
    }

    [Fact]
    public async Task After_the_maximum_no_more_are_logged()
    {
        await using var fixture = new SystemFixture("akka { log-dead-letters = 2, log-dead-letters-suspend-duration = infinite }");
        var dead = await DeadActor(fixture);
        for (var i = 0; i < 5; i++)
            dead.Tell(i, ActorRefs.NoSender);

        Assert.Contains("[1] dead letters encountered. ", $"{(await Letter(fixture)).Message}", StringComparison.Ordinal);
        Assert.Contains("[2] dead letters encountered, no more dead letters will be logged. ", $"{(await Letter(fixture)).Message}", StringComparison.Ordinal);
        await ListenerIsIdle(fixture);
        Assert.DoesNotContain(fixture.Log.Received(), IsLetter);
    }

    [Fact]
    public async Task After_the_suspension_they_are_logged_again_and_counted_anew()
    {
        await using var fixture = new SystemFixture("akka { log-dead-letters = 1, log-dead-letters-suspend-duration = 30ms }");
        var dead = await DeadActor(fixture);
        var cancelable = fixture.System.Scheduler.ScheduleTellRepeatedlyCancelable(0, 10, dead, "again", ActorRefs.NoSender);

        Assert.Contains("[1] dead letters encountered, no more dead letters will be logged in next [00:00:00.0300000]. ", $"{(await Letter(fixture)).Message}", StringComparison.Ordinal);
        Assert.Matches(@"\[(\d+)\] dead letters encountered, of which \d+ were not logged\. The counter will be reset now\. ", $"{(await Letter(fixture)).Message}");
        Assert.Contains("[1] dead letters encountered, no more", $"{(await Letter(fixture)).Message}", StringComparison.Ordinal);
        cancelable.Cancel();
    }

    [Fact]
    public async Task All_are_logged_if_asked_for()
    {
        await using var fixture = new SystemFixture("akka.log-dead-letters = on");
        var dead = await DeadActor(fixture);
        for (var i = 1; i <= 50; i++)
        {
            dead.Tell(i, ActorRefs.NoSender);
            Assert.Contains($"[{i}] dead letters encountered. ", $"{(await Letter(fixture)).Message}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task None_are_logged_if_asked_for()
    {
        await using var fixture = new SystemFixture("akka.log-dead-letters = off");
        var identity = await fixture.System.ActorSelection("/system/deadLetterListener").Ask<ActorIdentity>(new Identify("idle?"), TimeSpan.FromSeconds(20));
        Assert.Null(identity.Subject);
    }

    [Fact]
    public async Task Messages_whose_loss_is_normal_are_not_logged()
    {
        await using var fixture = new SystemFixture();
        var suppressed = new RecordingRef("suppressed");
        fixture.System.EventStream.Subscribe(suppressed, typeof(SuppressedDeadLetter));
        var dead = await DeadActor(fixture);

        dead.Tell(new Unimportant(), ActorRefs.NoSender);

        Assert.IsType<Unimportant>(((SuppressedDeadLetter)await suppressed.Next()).Message);
        await ListenerIsIdle(fixture);
        Assert.DoesNotContain(fixture.Log.Received(), IsLetter);
    }

    [Fact]
    public async Task While_the_system_terminates_none_are_logged()
    {
        var fixture = new SystemFixture();
        var dead = await DeadActor(fixture);
        await fixture.DisposeAsync();
        fixture.Log.Received();
        dead.Tell("late", ActorRefs.NoSender);
        Assert.DoesNotContain(fixture.Log.Received(), IsLetter);
    }

    private static bool IsLetter(object logged) => logged is LogEvent logEvent && $"{logEvent.Message}".StartsWith("Message [", StringComparison.Ordinal);

    private static Task<LogEvent> Letter(SystemFixture fixture) =>
        fixture.Logged(text => text.StartsWith("Message [", StringComparison.Ordinal));

    private static async Task ListenerIsIdle(SystemFixture fixture) =>
        await fixture.System.ActorSelection("/system/deadLetterListener").Ask<ActorIdentity>(new Identify("idle?"), TimeSpan.FromSeconds(20));

    private static async Task<IActorRef> DeadActor(SystemFixture fixture)
    {
        var actor = fixture.System.ActorOf(Props.Create<Idle>(), "dead");
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(20)));
        return actor;
    }

    private sealed record Wrapper(object Message) : IWrappedMessage;

    private sealed class Unimportant : IDeadLetterSuppression;

    private sealed class Idle : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
