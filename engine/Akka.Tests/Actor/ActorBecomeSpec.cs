using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

public sealed class ActorBecomeSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task An_untyped_actor_changes_its_behaviour_and_goes_back()
    {
        var actor = Sys.ActorOf(Props.Create<Untyped>());
        await Answers(actor, "first");
        actor.Tell("become");
        await Answers(actor, "second");
        actor.Tell("push");
        await Answers(actor, "third");
        actor.Tell("pop");
        await Answers(actor, "second");
        actor.Tell("pop");
        await Answers(actor, "first");
        actor.Tell("pop");
        await Answers(actor, "first");
    }

    [Fact]
    public async Task A_receive_actor_changes_its_behaviour_and_goes_back()
    {
        var actor = Sys.ActorOf(Props.Create<Receiving>());
        await Answers(actor, "first");
        actor.Tell("become");
        await Answers(actor, "second");
        actor.Tell("push");
        await Answers(actor, "third");
        actor.Tell("pop");
        await Answers(actor, "second");
        actor.Tell("pop");
        await Answers(actor, "first");
        actor.Tell("pop");
        await Answers(actor, "first");
    }

    [Fact]
    public async Task The_behaviour_that_the_constructor_chose_is_the_lowest()
    {
        var actor = Sys.ActorOf(Props.Create<ChoosesInConstructor>());
        await Answers(actor, "chosen");
        actor.Tell("pop");
        await Answers(actor, "chosen");
        actor.Tell("become");
        await Answers(actor, "later");
        actor.Tell("pop");
        await Answers(actor, "chosen");
        actor.Tell("push");
        await Answers(actor, "later");
        actor.Tell("push");
        actor.Tell("pop");
        await Answers(actor, "later");
        actor.Tell("pop");
        await Answers(actor, "chosen");
    }

    [Fact]
    public async Task A_behaviour_that_replaces_the_topmost_leaves_those_below()
    {
        var actor = Sys.ActorOf(Props.Create<Untyped>());
        actor.Tell("push");
        await Answers(actor, "third");
        actor.Tell("become");
        await Answers(actor, "second");
        actor.Tell("pop");
        await Answers(actor, "first");
    }

    [Fact]
    public async Task What_the_current_behaviour_does_not_handle_is_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create<Receiving>());
        actor.Tell(1.5, TestActor);
        var unhandled = await ExpectMsgAsync<UnhandledMessage>();
        Assert.Equal(1.5, unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
    }

    [Fact]
    public async Task An_actor_base_says_by_its_result_what_it_handled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create<Basic>());
        actor.Tell("handled");
        await ExpectMsgAsync("handled");
        actor.Tell(1);
        await ExpectMsgAsync<UnhandledMessage>(unhandled => Assert.Equal(1, unhandled.Message));
        actor.Tell("nothing any more");
        actor.Tell("handled");
        await ExpectMsgAsync<UnhandledMessage>(unhandled => Assert.Equal("handled", unhandled.Message));
    }

    [Fact]
    public async Task AroundReceive_stands_around_every_behaviour()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Around(TestActor)));
        actor.Tell("a");
        await ExpectMsgAsync("around a");
        await ExpectMsgAsync("first a");
        actor.Tell("become");
        await ExpectMsgAsync("around become");
        actor.Tell("b");
        await ExpectMsgAsync("around b");
        await ExpectMsgAsync("second b");
        actor.Tell("swallow");
        await ExpectMsgAsync("around swallow");
        actor.Tell("c");
        await ExpectMsgAsync("around c");
    }

    private async Task Answers(IActorRef actor, string answer)
    {
        actor.Tell(0);
        await ExpectMsgAsync(answer);
    }

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message) => Answer(message, "first");

        private void Second(object message) => Answer(message, "second");

        private void Third(object message) => Answer(message, "third");

        private void Answer(object message, string answer)
        {
            switch (message)
            {
                case "become":
                    Become(Second);
                    break;
                case "push":
                    BecomeStacked(Third);
                    break;
                case "pop":
                    UnbecomeStacked();
                    break;
                default:
                    Sender.Tell(answer);
                    break;
            }
        }
    }

    private sealed class Receiving : ReceiveActor
    {
        public Receiving() => Answering("first");

        private void Answering(string answer)
        {
            Receive<string>(m => m == "become", _ => Become(() => Answering("second")));
            Receive<string>(m => m == "push", _ => BecomeStacked(() => Answering("third")));
            Receive<string>(m => m == "pop", _ => UnbecomeStacked());
            Receive<int>(_ => Sender.Tell(answer));
        }
    }

    private sealed class ChoosesInConstructor : ReceiveActor
    {
        public ChoosesInConstructor() => Become(() => Answering("chosen"));

        private void Answering(string answer)
        {
            Receive<string>(m => m == "become", _ => Become(() => Answering("later")));
            Receive<string>(m => m == "push", _ => BecomeStacked(() => Answering("later")));
            Receive<string>(m => m == "pop", _ => UnbecomeStacked());
            Receive<int>(_ => Sender.Tell(answer));
        }
    }

    private sealed class Basic : ActorBase
    {
        protected override bool Receive(object message)
        {
            switch (message)
            {
                case "nothing any more":
                    Become(EmptyReceive);
                    return true;
                case string:
                    Sender.Tell(message);
                    return true;
                default:
                    return false;
            }
        }
    }

    private sealed class Around(IActorRef listener) : UntypedActor
    {
        protected internal override bool AroundReceive(Receive receive, object message)
        {
            listener.Tell($"around {message}");
            return message is "swallow" || base.AroundReceive(receive, message);
        }

        protected override void OnReceive(object message)
        {
            if (message is "become")
                Become((object later) => listener.Tell($"second {later}"));
            else if (message is not "c")
                listener.Tell($"first {message}");
        }
    }
}
