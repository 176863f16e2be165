using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Tests.Actor;

public class ReceiveActorSpec : TestKit.Xunit2.TestKit
{
    private IActorRef Handling(Action<Handlers> declare) => Sys.ActorOf(Props.Create(() => new Handlers(declare, TestActor)));

    [Fact]
    public async Task A_message_goes_to_the_first_declared_handler_whose_type_fits()
    {
        var actor = Handling(on =>
        {
            on.Text(_ => on.Report("text"));
            on.Number(_ => on.Report("number"));
            on.Anything(_ => on.Report("anything"));
        });

        actor.Tell(1);
        actor.Tell("a");
        actor.Tell(2.5);

        await ExpectMsgAsync("number");
        await ExpectMsgAsync("text");
        await ExpectMsgAsync("anything");
    }

    [Fact]
    public async Task Of_two_handlers_for_one_type_the_first_declared_wins()
    {
        var actor = Handling(on =>
        {
            on.Object(typeof(IComparable), _ => on.Report("comparable"));
            on.Text(_ => on.Report("text"));
        });

        actor.Tell("a");

        await ExpectMsgAsync("comparable");
    }

    [Fact]
    public async Task A_predicate_after_or_before_the_handler_decides_whether_it_takes_the_message()
    {
        var actor = Handling(on =>
        {
            on.Text(_ => on.Report("long"), text => text.Length > 3);
            on.Text(text => text.Length > 1, _ => on.Report("short"));
            on.Anything(_ => on.Report("neither"));
        });

        actor.Tell("four");
        actor.Tell("two");
        actor.Tell("1");

        await ExpectMsgAsync("long");
        await ExpectMsgAsync("short");
        await ExpectMsgAsync("neither");
    }

    [Fact]
    public async Task A_function_that_returns_false_leaves_the_message_to_the_next_handler()
    {
        var actor = Handling(on =>
        {
            on.TextIf(text => text == "mine");
            on.Anything(message => on.Report($"left over: {message}"));
        });

        actor.Tell("mine");
        actor.Tell("yours");

        await ExpectMsgAsync("left over: yours");
    }

    [Fact]
    public async Task Handlers_for_a_type_known_at_run_time_work_like_the_others()
    {
        var actor = Handling(on =>
        {
            on.Object(typeof(int), _ => on.Report("big"), value => (int)value > 9);
            on.ObjectIf(typeof(int), value => (int)value < 0);
            on.Object(typeof(int), _ => on.Report("small"));
            on.Object(typeof(object), _ => on.Report("other"));
        });

        actor.Tell(10);
        actor.Tell(-1);
        actor.Tell(1);
        actor.Tell("a");

        await ExpectMsgAsync("big");
        await ExpectMsgAsync("small");
        await ExpectMsgAsync("other");
    }

    [Fact]
    public async Task More_handlers_than_fit_inline_keep_their_order()
    {
        var actor = Handling(on =>
        {
            for (var i = 0; i < 20; i++)
            {
                var expected = i;
                on.Number(_ => on.Report($"number {expected}"), value => value == expected);
            }
        });

        foreach (var number in new[] { 0, 2, 3, 4, 5, 6, 11, 12, 19 })
        {
            actor.Tell(number);
            await ExpectMsgAsync($"number {number}");
        }
    }

    [Fact]
    public async Task A_message_that_no_handler_takes_is_published_as_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Handling(on => on.Text(_ => on.Report("text")));

        actor.Tell(5);

        var unhandled = await ExpectMsgAsync<UnhandledMessage>();
        Assert.Equal(5, unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_can_be_declared_after_a_handler_that_catches_everything(bool asynchronous)
    {
        Handling(on =>
        {
            if (asynchronous)
                on.AnythingAsync(_ => Task.CompletedTask);
            else
                on.Anything(_ => { });
            on.Report(Record.Exception(() => on.Text(_ => { }))!);
        });

        var refusal = await ExpectMsgAsync<InvalidOperationException>();
        Assert.Equal("A handler that catches all messages has been added. No handler can be added after that.", refusal.Message);
    }

    [Fact]
    public async Task Handlers_cannot_be_declared_while_a_message_is_handled()
    {
        var actor = Handling(on => on.Text(_ => on.Report(Record.Exception(() => on.Number(_ => { }))!)));

        actor.Tell("now");

        var refusal = await ExpectMsgAsync<InvalidOperationException>();
        Assert.Equal("You may only call Receive-methods when constructing the actor and inside Become().", refusal.Message);
    }

    [Fact]
    public async Task Become_replaces_the_handlers_and_unbecome_brings_stacked_ones_back()
    {
        var actor = Handling(on =>
        {
            on.Text(text =>
            {
                if (text == "stack")
                    on.Stack(() => on.Number(_ => on.Unstack()));
                else
                    on.Report($"first {text}");
            });
        });

        actor.Tell("a");
        actor.Tell("stack");
        actor.Tell("unhandled here");
        actor.Tell(1);
        actor.Tell("b");

        await ExpectMsgAsync("first a");
        await ExpectMsgAsync("first b");
    }

    [Fact]
    public async Task Become_in_the_constructor_takes_the_place_of_its_handlers()
    {
        var actor = Handling(on =>
        {
            on.Text(_ => on.Report("constructor"));
            on.Replace(() => on.Text(_ => on.Report("become")));
        });

        actor.Tell("a");

        await ExpectMsgAsync("become");
    }

    [Fact]
    public async Task An_asynchronous_handler_keeps_the_next_message_waiting()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Handling(on =>
        {
            on.TextAsync(async text =>
            {
                on.Report($"begin {text}");
                await gate.Task;
                on.Report($"end {text} of {on.CurrentSender.Path.Name}");
            });
            on.Number(value => on.Report(value));
        });

        actor.Tell("a", TestActor);
        actor.Tell(1, TestActor);
        await ExpectMsgAsync("begin a");
        gate.SetResult();

        await ExpectMsgAsync($"end a of {TestActor.Path.Name}");
        await ExpectMsgAsync(1);
    }

    [Fact]
    public async Task A_failed_asynchronous_handler_restarts_the_actor()
    {
        var actor = Handling(on =>
        {
            on.TextAsync(async text =>
            {
                await Task.Yield();
                throw new InvalidOperationException(text);
            });
            on.Report("constructed");
        });
        await ExpectMsgAsync("constructed");

        actor.Tell("fails");

        await ExpectMsgAsync("constructed");
    }

    [Fact]
    public async Task An_actor_with_three_handlers_allocates_less_than_300_bytes()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Measuring()));

        var bytes = await actor.Ask<long>("measure", TimeSpan.FromSeconds(10));

        Assert.InRange(bytes, 1, 299);
    }

    private sealed class Measuring : ReceiveActor
    {
        private const int Count = 1000;

        public Measuring() => Receive<string>(_ => Sender.Tell(Measure()));

        private static long Measure()
        {
            for (var i = 0; i < Count; i++)
                ((IInitializableActor)new ThreeHandlers()).Init();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Count; i++)
                ((IInitializableActor)new ThreeHandlers()).Init();
            return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        }
    }

    private sealed class ThreeHandlers : ReceiveActor
    {
        public ThreeHandlers()
        {
            Receive<string>(_ => Sender.Tell("string"));
            Receive<int>(_ => Sender.Tell("int"));
            Receive<double>(_ => Sender.Tell("double"));
        }
    }

    // Gives a test the protected methods that an actor's constructor calls.
    private sealed class Handlers : ReceiveActor
    {
        private readonly IActorRef _reportTo;

        public Handlers(Action<Handlers> declare, IActorRef reportTo)
        {
            _reportTo = reportTo;
            declare(this);
        }

        public IActorRef CurrentSender => Sender;

        public void Report(object message) => _reportTo.Tell(message);

        public void Text(Action<string> handler, Predicate<string>? shouldHandle = null) => Receive(handler, shouldHandle);

        public void Text(Predicate<string> shouldHandle, Action<string> handler) => Receive(shouldHandle, handler);

        public void TextIf(Func<string, bool> handler) => Receive(handler);

        public void TextAsync(Func<string, Task> handler) => ReceiveAsync(handler);

        public void Number(Action<int> handler, Predicate<int>? shouldHandle = null) => Receive(handler, shouldHandle);

        public void Object(Type type, Action<object> handler, Predicate<object>? shouldHandle = null) => Receive(type, handler, shouldHandle);

        public void ObjectIf(Type type, Func<object, bool> handler) => Receive(type, handler);

        public void Anything(Action<object> handler) => ReceiveAny(handler);

        public void AnythingAsync(Func<object, Task> handler) => ReceiveAnyAsync(handler);

        public void Replace(Action configure) => Become(configure);

        public void Stack(Action configure) => BecomeStacked(configure);

        public void Unstack() => UnbecomeStacked();
    }
}
