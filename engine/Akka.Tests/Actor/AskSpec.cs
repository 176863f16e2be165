using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Tests.Actor;

public class AskSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private IActorRef Answering() => Sys.ActorOf(Props.Create(() => new AnsweringActor()));

    private VirtualPathContainer Temp => (VirtualPathContainer)((ExtendedActorSystem)Sys).Provider.TempContainer;

    [Fact]
    public async Task The_first_reply_completes_the_task()
    {
        Assert.Equal("hello", await Answering().Ask<string>("hello", Long));
        Assert.Equal(5, await Answering().Ask(5, Long));
    }

    [Fact]
    public async Task A_message_factory_is_given_the_reference_to_reply_to()
    {
        var reply = await Answering().Ask<string>(replyTo => new ReplyTo(replyTo, "there"), Long, CancellationToken.None);

        Assert.Equal("there", reply);
    }

    [Fact]
    public async Task A_selection_can_be_asked()
    {
        var actor = Answering();

        Assert.Equal("hello", await Sys.ActorSelection(actor.Path).Ask<string>("hello", Long));
    }

    [Fact]
    public async Task A_reference_that_belongs_to_no_system_cannot_be_asked()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
        {
            // The test's own thread counts as its test actor's, whose system would do.
            InternalCurrentActorCellKeeper.Current = null;
            return new NoSystem().Ask<string>("hello", Long);
        });

        Assert.StartsWith("Unable to resolve the target Provider", refusal.Message);
    }

    [Fact]
    public async Task Without_a_reply_in_time_the_task_fails_with_the_time_it_waited()
    {
        var timeout = await Assert.ThrowsAsync<AskTimeoutException>(() => Answering().Ask<string>(Silence.Instance, TimeSpan.FromMilliseconds(150)));

        Assert.Equal("Timeout after 0.15 seconds", timeout.Message);
    }

    [Fact]
    public async Task A_status_failure_fails_the_task_with_its_cause_even_when_any_object_is_expected()
    {
        var failure = new Status.Failure(new InvalidOperationException("no"));

        var typed = await Assert.ThrowsAsync<InvalidOperationException>(() => Answering().Ask<string>(failure, Long));
        var untyped = await Assert.ThrowsAsync<InvalidOperationException>(() => Answering().Ask(failure, Long));

        Assert.Equal("no", typed.Message);
        Assert.Equal("no", untyped.Message);
    }

    [Fact]
    public async Task Who_asks_for_a_status_gets_the_failure_itself()
    {
        var failure = new Status.Failure(new InvalidOperationException("no"));

        Assert.Same(failure, await Answering().Ask<Status>(failure, Long));
        Assert.Same(failure, await Answering().Ask<Status.Failure>(failure, Long));
    }

    [Fact]
    public async Task A_reply_of_another_type_fails_the_task_and_names_both_types()
    {
        var mismatch = await Assert.ThrowsAsync<ArgumentException>(() => Answering().Ask<string>(5, Long));

        Assert.Equal("Received message of type [System.Int32] - Ask expected message of type [System.String]", mismatch.Message);
    }

    [Fact]
    public async Task Cancelling_the_token_cancels_the_task()
    {
        using var cancellation = new CancellationTokenSource();
        var reply = Answering().Ask<string>(Silence.Instance, cancellation.Token);

        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_token_is_cancelled_already()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestActor.Ask<string>("unwanted", new CancellationToken(canceled: true)));

        TestActor.Tell("next");
        await ExpectMsgAsync("next");
    }

    [Fact]
    public async Task A_late_reply_becomes_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Answering();
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>(new KeepSender("too late"), Short));

        actor.Tell(AnswerKept.Instance);

        Assert.Equal("too late", (await ExpectMsgAsync<DeadLetter>()).Message);
    }

    [Fact]
    public async Task A_late_reply_to_a_cancelled_question_is_dropped()
    {
        using var cancellation = new CancellationTokenSource();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Answering();
        var reply = actor.Ask<string>(new KeepSender("too late"), cancellation.Token);
        await cancellation.CancelAsync();

        actor.Tell(AnswerKept.Instance);
        Sys.DeadLetters.Tell("marker");

        Assert.Equal("marker", (await ExpectMsgAsync<DeadLetter>()).Message);
        Assert.True(reply.IsCanceled);
    }

    [Fact]
    public async Task The_default_timeout_comes_from_the_configuration()
    {
        using var system = ActorSystem.Create("ask-timeout", "akka.actor.ask-timeout = 60ms");
        var actor = system.ActorOf(Props.Create(() => new AnsweringActor()));

        var timeout = await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>(Silence.Instance));

        Assert.Equal("Timeout after 0.06 seconds", timeout.Message);
    }

    [Fact]
    public void A_question_whose_path_nobody_asks_for_is_never_registered()
    {
        var reply = Answering().Ask<string>(Silence.Instance, Long);

        Assert.Equal(0, Temp.ChildrenCount);
        Assert.False(reply.IsCompleted);
    }

    [Fact]
    public async Task The_path_of_a_question_leads_to_it_until_it_is_answered()
    {
        var reply = TestActor.Ask<string>("question", Long);
        await ExpectMsgAsync("question");
        var path = LastSender.Path.ToString();
        Assert.Equal(1, Temp.ChildrenCount);

        Sys.ActorSelection(path).Tell("answer by path");

        Assert.Equal("answer by path", await reply);
        await AwaitConditionAsync(() => Task.FromResult(Temp.ChildrenCount == 0));
    }

    [Fact]
    public async Task A_timeout_takes_the_path_back()
    {
        var reply = TestActor.Ask<string>("question", Short);
        await ExpectMsgAsync("question");
        Assert.Contains("/temp/", LastSender.Path.ToString());

        await Assert.ThrowsAsync<AskTimeoutException>(() => reply);

        await AwaitConditionAsync(() => Task.FromResult(Temp.ChildrenCount == 0));
    }

    [Fact]
    public async Task A_cancellation_takes_the_path_back()
    {
        using var cancellation = new CancellationTokenSource();
        var reply = TestActor.Ask<string>("question", cancellation.Token);
        await ExpectMsgAsync("question");
        Assert.Contains("/temp/", LastSender.Path.ToString());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        Assert.Equal(0, Temp.ChildrenCount);
    }

    [Fact]
    public async Task A_question_that_cannot_be_made_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        IActorRef? asker = null;

        await Assert.ThrowsAsync<NotSupportedException>(() => TestActor.Ask<string>(Refuse, Long, cancellation.Token));

        Assert.True(((IInternalActorRef)asker!).IsTerminated);
        Assert.Equal(0, Temp.ChildrenCount);

        object Refuse(IActorRef replyTo)
        {
            asker = replyTo;
            Assert.Contains("/temp/", replyTo.Path.ToString());
            throw new NotSupportedException();
        }
    }

    [Fact]
    public async Task Who_asks_counts_as_terminated_once_it_has_its_answer()
    {
        var reply = TestActor.Ask<string>("question", Long);
        await ExpectMsgAsync("question");
        var asker = LastSender;
        await WatchAsync(asker);

        asker.Tell("answer");

        await ExpectTerminatedAsync(asker);
        Assert.Equal("answer", await reply);
    }

    [Fact]
    public async Task An_actor_may_wait_for_its_own_question_in_an_asynchronous_handler()
    {
        var answering = Answering();
        var actor = Sys.ActorOf(Props.Create(() => new AskingActor(answering)));

        Assert.Equal("hello back", await actor.Ask<string>("hello", Long));
    }

    private sealed record ReplyTo(IActorRef Receiver, string Text);

    private sealed record KeepSender(string Answer);

    private sealed class AnswerKept
    {
        public static readonly AnswerKept Instance = new();
    }

    private sealed class Silence
    {
        public static readonly Silence Instance = new();
    }

    private sealed class NoSystem : ICanTell
    {
        public void Tell(object message, IActorRef? sender) => throw new InvalidOperationException("not reached");
    }

    private sealed class AnsweringActor : ReceiveActor
    {
        private Action _answerKept = () => { };

        public AnsweringActor()
        {
            Receive<Silence>(_ => { });
            Receive<ReplyTo>(message => message.Receiver.Tell(message.Text));
            Receive<KeepSender>(message =>
            {
                var sender = Sender;
                _answerKept = () => sender.Tell(message.Answer);
            });
            Receive<AnswerKept>(_ => _answerKept());
            ReceiveAny(message => Sender.Tell(message));
        }
    }

    private sealed class AskingActor : ReceiveActor
    {
        public AskingActor(IActorRef other) =>
            ReceiveAsync<string>(async text => Sender.Tell(await other.Ask<string>(text, Long) + " back"));
    }
}
