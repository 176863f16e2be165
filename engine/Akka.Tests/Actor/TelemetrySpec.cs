using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>What the engine publishes of actors' lives when <c>akka.actor.telemetry.enabled</c> says so.</summary>
public sealed class TelemetrySpec : Akka.TestKit.Xunit2.TestKit
{
    public TelemetrySpec()
        : base("akka.actor.telemetry.enabled = on")
    {
    }

    [Fact]
    public async Task Starts_restarts_and_ends_are_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(IActorTelemetryEvent));
        var actor = Sys.ActorOf(Props.Create<Faulty>());
        var started = await About<ActorStarted>(actor);
        Assert.Equal(actor, started.Subject);
        Assert.Equal(typeof(Faulty), started.ActorType);
        Assert.Equal("", started.ActorTypeOverride);

        var failure = new InvalidOperationException("again");
        actor.Tell(failure);
        var restarted = await About<ActorRestarted>(actor);
        Assert.Equal(actor, restarted.Subject);
        Assert.Equal(typeof(Faulty), restarted.ActorType);
        Assert.Same(failure, restarted.Reason);

        Sys.Stop(actor);
        var stopped = await About<ActorStopped>(actor);
        Assert.Equal(actor, stopped.Subject);
        Assert.Equal(typeof(Faulty), stopped.ActorType);
    }

    // The engine's own actors are published too.
    private async Task<T> About<T>(IActorRef actor)
        where T : IActorTelemetryEvent =>
        Assert.IsType<T>(await FishForMessageAsync<IActorTelemetryEvent>(published => published.Subject.Equals(actor)), exactMatch: true);

    private sealed class Faulty : ReceiveActor
    {
        public Faulty() => Receive<Exception>(failure => throw failure);
    }
}
