using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.TestActors;
using Xunit.Sdk;

namespace Akka.Tests.TestKitTests;

public sealed class EventFilterSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Few = Milliseconds.Few;

    public EventFilterSpec()
        : base("akka.loglevel = DEBUG")
    {
    }

    [Theory]
    [InlineData(LogLevel.DebugLevel)]
    [InlineData(LogLevel.InfoLevel)]
    [InlineData(LogLevel.WarningLevel)]
    [InlineData(LogLevel.ErrorLevel)]
    public void An_event_is_found_by_its_level_and_text(LogLevel level)
    {
        EventFilter.ForLogLevel(level, message: "whole text").ExpectOne(() => Log.Log(level, "whole text"));
        EventFilter.ForLogLevel(level, start: "whole").ExpectOne(() => Log.Log(level, "whole text"));
        EventFilter.ForLogLevel(level, contains: "le te").ExpectOne(() => Log.Log(level, "whole text"));
        EventFilter.ForLogLevel(level, new Regex("^wh.*xt$")).ExpectOne(() => Log.Log(level, "whole text"));
    }

    [Fact]
    public void Each_level_has_a_filter_of_its_own()
    {
        EventFilter.Debug("d").ExpectOne(() => Log.Debug("d"));
        EventFilter.Info("i").ExpectOne(() => Log.Info("i"));
        EventFilter.Warning("w").ExpectOne(() => Log.Warning("w"));
        EventFilter.Error("e").ExpectOne(() => Log.Error("e"));
    }

    [Fact]
    public async Task An_event_that_comes_after_the_block_is_waited_for()
    {
        var result = await EventFilter.Info("late").ExpectOneAsync(() =>
        {
            Sys.EventStream.Subscribe(TestActor, typeof(Info));
            ActorOf(ReactingActor.Props()).Tell("late");
            return Task.FromResult("result");
        });

        Assert.Equal("result", result);
    }

    [Fact]
    public async Task A_missing_event_fails_with_the_numbers_and_the_filter()
    {
        var failure = Assert.Throws<FailException>(() =>
            EventFilter.Info("wanted", source: "here").Expect(2, Few, () => Log.Info("other")));
        Assert.Equal(
            "Timeout (00:00:00.0200000) while waiting for messages. Only received 0/2 messages that matches filter [Info when Message == \"wanted\" and Source == \"here\"]",
            failure.Message);

        await Assert.ThrowsAsync<FailException>(() => EventFilter.Info("wanted").ExpectOneAsync(Few, () => Task.CompletedTask));
    }

    [Fact]
    public void Too_many_events_fail()
    {
        var failure = Assert.Throws<FailException>(() => EventFilter.Info("again").ExpectOne(() =>
        {
            Log.Info("again");
            Log.Info("again");
            EventFilter.Info("barrier").ExpectOne(() => Log.Info("barrier"));
        }));

        Assert.Equal(
            "Received 1 message too many. Expected 1 message but received 2 that matches filter [Info when Message == \"again\"]",
            failure.Message);
    }

    [Fact]
    public async Task To_expect_no_event_is_to_fail_at_the_first()
    {
        EventFilter.Error().Expect(0, Few, () => Log.Info("harmless"));

        await Assert.ThrowsAsync<FailException>(() => EventFilter.Error().ExpectAsync(0, Milliseconds.Plenty, () =>
        {
            Log.Error("harm");
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public void An_exception_is_found_by_its_type_and_the_text_of_either()
    {
        EventFilter.Exception<ArgumentException>().ExpectOne(() => Log.Error(new ArgumentNullException("x"), "text"));
        EventFilter.Exception<ArgumentException>(message: "text").ExpectOne(() => Log.Error(new ArgumentException("own text"), "text"));
        EventFilter.Exception<ArgumentException>(start: "own").ExpectOne(() => Log.Error(new ArgumentException("own text"), "text"));
        EventFilter.Exception<ArgumentException>(new Regex("own.text")).ExpectOne(() => Log.Error(new ArgumentException("own text"), "text"));
        EventFilter.Exception<ArgumentException>().Expect(0, Few, () => Log.Error(new NotSupportedException(), "text"));
        EventFilter.Exception<ArgumentException>().Expect(0, Few, () => Log.Error("text"));
    }

    [Fact]
    public void An_inner_exception_is_found_only_if_asked_for()
    {
        var nested = new AggregateException(new NotSupportedException(), new InvalidOperationException("outer", new ArgumentException("inner")));

        EventFilter.Exception(typeof(ArgumentException), message: "inner", checkInnerExceptions: true).ExpectOne(() => Log.Error(nested, "x"));
        EventFilter.Exception(typeof(ArgumentException)).Expect(0, Few, () => Log.Error(nested, "x"));
    }

    [Fact]
    public void The_failure_of_an_actor_is_found_by_its_path()
    {
        var actor = ActorOf(Props.Create<ReactingActor>(), "fragile");

        EventFilter.Exception<NotFiniteNumberException>(source: actor.Path.ToString()).ExpectOne(() => actor.Tell(new NotFiniteNumberException()));
        EventFilter.Exception<NotFiniteNumberException>(source: "/user/fragile").ExpectOne(() => actor.Tell(new NotFiniteNumberException()));
        EventFilter.Exception<NotFiniteNumberException>(source: "fragile").ExpectOne(() => actor.Tell(new NotFiniteNumberException()));
        EventFilter.Exception<NotFiniteNumberException>(source: "/user/other").Expect(0, Few, () => actor.Tell(new NotFiniteNumberException()));
    }

    [Fact]
    public void What_an_actor_logs_is_found_by_its_path()
    {
        var actor = ActorOf(Props.Create<ReactingActor>(), "logging");

        EventFilter.Info("text", source: actor.Path.ToString()).ExpectOne(() => actor.Tell("text"));
        EventFilter.Info("text", source: "/user/logging").ExpectOne(() => actor.Tell("text"));
        EventFilter.Info("text", source: "logging").ExpectOne(() => actor.Tell("text"));
        EventFilter.Info("text", source: "log").Expect(0, Few, () => actor.Tell("text"));
    }

    [Fact]
    public void A_system_without_the_listener_is_named_in_the_failure()
    {
        var deaf = ActorSystem.Create("deaf", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");

        var failure = Assert.Throws<FailException>(() => CreateEventFilter(deaf).Info("x").ExpectOne(Few, () => deaf.Log.Info("x")));

        Assert.EndsWith("in its akka.loggers.", failure.Message, StringComparison.Ordinal);
        Shutdown(deaf, verifySystemShutdown: true);
    }

    [Fact]
    public void A_dead_letter_is_found_by_its_message_and_whom_it_was_for()
    {
        var actor = Watch(ActorOf(BlackHoleActor.Props, "late"));
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter().ExpectOne(() => actor.Tell(1));
        EventFilter.DeadLetter<int>(source: "/user/late").ExpectOne(() => actor.Tell(1));
        EventFilter.DeadLetter<int>(number => number > 1).ExpectOne(() =>
        {
            actor.Tell(1);
            actor.Tell(2);
        });
        EventFilter.DeadLetter(typeof(string), source: null).Expect(0, Few, () => actor.Tell(1));
    }

    [Fact]
    public void An_unhandled_message_is_found_as_a_warning() =>
        EventFilter.Warning(start: "Unhandled message from").ExpectOne(() => ActorOf<UnhandledMessageActor>().Tell("what?"));

    [Fact]
    public void A_predicate_can_choose_events()
    {
        EventFilter.Custom(log => log.Message?.ToString() == "chosen").ExpectOne(() => Log.Info("chosen"));
        EventFilter.Custom<Warning>(log => log.Message?.ToString() == "chosen").ExpectOne(() =>
        {
            Log.Info("chosen");
            Log.Warning("chosen");
        });
    }

    [Fact]
    public void Filters_can_be_joined() =>
        EventFilter.Info("a").And.Warning("b").Expect(3, () =>
        {
            Log.Info("a");
            Log.Warning("a");
            Log.Warning("b");
            Log.Info("a");
        });

    [Fact]
    public async Task A_muted_event_passes_by_other_filters()
    {
        var mute = EventFilter.Info("quiet").Mute();
        EventFilter.Info().Expect(0, Few, () => Log.Info("quiet"));
        mute.Dispose();
        mute.Unmute();
        EventFilter.Info().ExpectOne(() => Log.Info("quiet"));

        Assert.Equal(1, EventFilter.Info().Mute(() => 1));
        await EventFilter.Info().MuteAsync(() => Task.CompletedTask);
    }

    [Fact]
    public void What_a_block_throws_passes_through_and_ends_the_filter()
    {
        Assert.Throws<NotSupportedException>(() => EventFilter.Info("x").ExpectOne(() => throw new NotSupportedException()));

        EventFilter.Info("x").ExpectOne(() => Log.Info("x"));
    }

    private sealed class ReactingActor : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public ReactingActor()
        {
            Receive<string>(text => _log.Info(text));
            Receive<Exception>(failure => throw failure);
        }

        public static Props Props() => Akka.Actor.Props.Create<ReactingActor>();
    }
}
