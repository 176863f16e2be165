using Akka.Actor;

namespace Akka.Tests.Actor;

public sealed class PropsSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_class_with_a_constructor_without_parameters_is_enough()
    {
        var actor = Sys.ActorOf(Props.Create<Plain>());
        actor.Tell("hello");
        await ExpectMsgAsync("plain: hello");
        Assert.Equal(typeof(Plain), Props.Create<Plain>().Type);
    }

    [Fact]
    public async Task Arguments_are_passed_to_the_constructor()
    {
        Sys.ActorOf(Props.Create<Greeting>("hello", 2)).Tell("a");
        await ExpectMsgAsync("hello a 2");
        var type = typeof(Greeting);
        Sys.ActorOf(Props.Create(type, "hi", 3)).Tell("b");
        await ExpectMsgAsync("hi b 3");
        Sys.ActorOf(Props.Create(() => new Greeting("hey", 4))).Tell("c");
        await ExpectMsgAsync("hey c 4");
        Sys.ActorOf(new Props(typeof(Greeting), ["ho", 5])).Tell("d");
        await ExpectMsgAsync("ho d 5");
    }

    [Fact]
    public async Task Arguments_of_an_expression_are_evaluated_once_when_the_props_are_made()
    {
        var evaluated = 0;
        var next = () => ++evaluated;
        var props = Props.Create(() => new Greeting("number", next()));
        Assert.Equal(1, evaluated);
        var actor = Sys.ActorOf(props);
        actor.Tell("first");
        await ExpectMsgAsync("number first 1");
        actor.Tell(Kill.Instance);
        Sys.ActorOf(props).Tell("second");
        await ExpectMsgAsync("number second 1");
        Assert.Equal(1, evaluated);
    }

    [Fact]
    public void A_function_given_as_an_argument_works_on_the_variables_of_its_maker()
    {
        const int Calls = 20_000;
        var count = 0;
        var props = Props.Create(() => new Calling(() => Interlocked.Increment(ref count)));
        var function = (Action)props.Arguments[0];
        Parallel.For(0, Calls, _ => function());
        Assert.Equal(Calls, count);
    }

    [Fact]
    public async Task Optional_parameters_may_be_left_out()
    {
        Sys.ActorOf(Props.Create<WithDefault>("given")).Tell("?");
        await ExpectMsgAsync("given default");
        Sys.ActorOf(Props.Create<WithDefault>("given", "too")).Tell("?");
        await ExpectMsgAsync("given too");
    }

    [Fact]
    public async Task The_constructor_that_fits_best_is_taken()
    {
        Sys.ActorOf(Props.Create<Overloaded>("text")).Tell("?");
        await ExpectMsgAsync("string");
        Sys.ActorOf(Props.Create<Overloaded>(1)).Tell("?");
        await ExpectMsgAsync("int");
        Sys.ActorOf(Props.Create<Overloaded>(new object())).Tell("?");
        await ExpectMsgAsync("object");
    }

    [Fact]
    public async Task Null_is_an_argument()
    {
        Sys.ActorOf(Props.Create<WithDefault>("given", null!)).Tell("?");
        await ExpectMsgAsync("given ");
    }

    [Fact]
    public async Task A_producer_makes_every_instance_and_takes_it_back()
    {
        var producer = new Producer(TestActor);
        var actor = Sys.ActorOf(Props.CreateBy(producer));
        await ExpectMsgAsync("produced");
        actor.Tell(new InvalidOperationException("again"));
        await ExpectMsgAsync("released");
        await ExpectMsgAsync("produced");
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("released");
        await ExpectTerminatedAsync(actor);
        Assert.Equal(typeof(Failing), Props.CreateBy(producer).Type);
    }

    [Fact]
    public void A_strategy_is_there_where_one_was_given()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Stop);
        Assert.Null(Props.Create<Plain>().SupervisorStrategy);
        Assert.Same(strategy, Props.Create<Plain>(strategy).SupervisorStrategy);
        Assert.Same(strategy, Props.Create(() => new Plain(), strategy).SupervisorStrategy);
        Assert.Same(strategy, Props.Create<Plain>().WithSupervisorStrategy(strategy).SupervisorStrategy);
    }

    [Fact]
    public void A_strategy_given_with_a_function_is_there()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Stop);
        Func<ActorBase> make = () => new Plain();
        Assert.Same(strategy, Props.Create(() => (Plain)make(), strategy).SupervisorStrategy);
    }

    [Fact]
    public void A_class_is_needed()
    {
        Assert.Throws<ArgumentNullException>(() => Props.Create((Type)null!));
        Assert.Throws<ArgumentNullException>(() => new Props(null!));
    }

    [Fact]
    public void The_expression_must_be_a_constructor_call()
    {
        Func<Plain> make = () => null!;
        Assert.Throws<ArgumentException>(() => Props.Create(() => make()));
    }

    [Fact]
    public void With_makes_a_copy()
    {
        var props = Props.Create<Plain>();
        var changed = props.WithDispatcher("a").WithMailbox("b").WithStashCapacity(3).WithDeploy(new Deploy(LocalScope.Instance));
        Assert.Equal("a", changed.Dispatcher);
        Assert.Equal("b", changed.Mailbox);
        Assert.Equal(3, changed.Deploy.StashCapacity);
        Assert.Equal("akka.actor.default-dispatcher", props.Dispatcher);
        Assert.Equal(Deploy.NoMailboxGiven, props.Mailbox);
        Assert.Equal(Deploy.NoStashSize, props.Deploy.StashCapacity);
    }

    [Fact]
    public void Equality_is_of_class_arguments_and_deployment()
    {
        Assert.Equal(Props.Create<Greeting>("a", 1), Props.Create(() => new Greeting("a", 1)));
        Assert.Equal(Props.Create<Greeting>("a", 1).GetHashCode(), Props.Create<Greeting>("a", 1).GetHashCode());
        Assert.NotEqual(Props.Create<Greeting>("a", 1), Props.Create<Greeting>("a", 2));
        Assert.NotEqual(Props.Create<Plain>(), Props.Create<Plain>().WithDispatcher("x"));
        Assert.NotEqual(Props.Create<Plain>(), Props.Empty);
    }

    [Fact]
    public void Props_survive_their_surrogate()
    {
        var props = Props.Create<Greeting>("a", 1).WithDispatcher("x");
        Assert.Equal(props, props.ToSurrogate(Sys).FromSurrogate(Sys));
    }

    [Fact]
    public async Task Arguments_that_fit_no_constructor_stop_the_actor()
    {
        var actor = EventFilter.Exception<ActorInitializationException>().ExpectOne(() => Sys.ActorOf(Props.Create<Greeting>("only one")));
        Watch(actor);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_producer_that_gives_nothing_stops_the_actor()
    {
        var actor = EventFilter.Exception<ActorInitializationException>().ExpectOne(() => Sys.ActorOf(Props.CreateBy(new Empty())));
        Watch(actor);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task The_empty_props_make_an_actor_that_handles_nothing()
    {
        var actor = Sys.ActorOf(Props.Empty);
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.UnhandledMessage));
        actor.Tell("anything", TestActor);
        var unhandled = await ExpectMsgAsync<Akka.Event.UnhandledMessage>();
        Assert.Equal("anything", unhandled.Message);
        Assert.Equal(TestActor, unhandled.Sender);
        Assert.Equal(actor, unhandled.Recipient);
    }

    private sealed class Plain : ReceiveActor
    {
        public Plain() => ReceiveAny(message => Sender.Tell($"plain: {message}"));
    }

    private sealed class Greeting : ReceiveActor
    {
        public Greeting(string greeting, int number) => ReceiveAny(message => Sender.Tell($"{greeting} {message} {number}"));
    }

    private sealed class Calling : ReceiveActor
    {
        public Calling(Action action) => ReceiveAny(_ => action());
    }

    private sealed class WithDefault : ReceiveActor
    {
        public WithDefault(string given, string more = "default") => ReceiveAny(_ => Sender.Tell($"{given} {more}"));
    }

    private sealed class Overloaded : ReceiveActor
    {
        public Overloaded(object value)
            : this("object", value)
        {
        }

        public Overloaded(string value)
            : this("string", value)
        {
        }

        public Overloaded(int value)
            : this("int", value)
        {
        }

        private Overloaded(string taken, object _) => ReceiveAny(_ => Sender.Tell(taken));
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing() => Receive<Exception>(failure => throw failure);
    }

    private sealed class Producer(IActorRef listener) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Failing);

        public ActorBase Produce()
        {
            listener.Tell("produced");
            return new Failing();
        }

        public void Release(ActorBase actor) => listener.Tell("released");
    }

    private sealed class Empty : IIndirectActorProducer
    {
        public Type ActorType => typeof(Plain);

        public ActorBase Produce() => null!;

        public void Release(ActorBase actor)
        {
        }
    }
}
