using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>What the engine logs of actors' lives when <c>akka.actor.debug</c> says so.</summary>
public sealed class LifecycleLoggingSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string Verbose = """
        akka.loglevel = DEBUG
        akka.actor.debug { lifecycle = on, autoreceive = on, receive = on }
        """;

    public LifecycleLoggingSpec()
        : base(Verbose)
    {
    }

    [Fact]
    public void The_stations_of_a_life_are_logged()
    {
        IActorRef actor = ActorRefs.Nobody;
        EventFilter.Debug(start: "Started (", source: $"akka://{Sys.Name}/user/watched")
            .ExpectOne(() => actor = Sys.ActorOf(Props.Create<Faulty>(), "watched"));
        var path = actor.Path.ToString();
        EventFilter.Debug(start: "now watched by ", source: path).ExpectOne(() => Watch(actor));
        EventFilter.Debug("Restarting", source: path).ExpectOne(() =>
            EventFilter.Debug(start: "Restarted (", source: path).ExpectOne(() => actor.Tell(new InvalidOperationException("again"))));
        EventFilter.Debug(start: "no longer watched by ", source: path).ExpectOne(() => Unwatch(actor));
        EventFilter.Debug("Stopped", source: path).ExpectOne(() => Sys.Stop(actor));
    }

    [Fact]
    public void An_actor_that_waits_for_its_children_is_stopping()
    {
        var parent = ActorOf(a => a.ActorOf(_ => { }, "child"));
        EventFilter.Debug("Stopping", source: parent.Path.ToString()).ExpectOne(() =>
            EventFilter.Debug("Stopped", source: parent.Path.ToString()).ExpectOne(() => Sys.Stop(parent)));
    }

    [Fact]
    public void Messages_that_the_engine_answers_are_logged()
    {
        var actor = Sys.ActorOf(Props.Empty);
        EventFilter.Debug(contains: "received AutoReceiveMessage <Identify>: 1", source: actor.Path.ToString()).ExpectOne(() => actor.Tell(new Identify(1)));
        EventFilter.Debug(contains: "received AutoReceiveMessage <PoisonPill>", source: actor.Path.ToString()).ExpectOne(() => actor.Tell(PoisonPill.Instance));
    }

    [Fact]
    public void Messages_of_an_actor_that_wants_it_are_logged_with_what_became_of_them()
    {
        var actor = Sys.ActorOf(Props.Create<Logged>());
        EventFilter.Debug($"received handled message known from {TestActor.Path}").ExpectOne(() => actor.Tell("known"));
        EventFilter.Debug($"received unhandled message 1 from {TestActor.Path}").ExpectOne(() => actor.Tell(1));
    }

    private sealed class Faulty : ReceiveActor
    {
        public Faulty() => Receive<Exception>(failure => throw failure);
    }

    private sealed class Logged : ActorBase, ILogReceive
    {
        protected override bool Receive(object message) => message is "known";
    }
}
