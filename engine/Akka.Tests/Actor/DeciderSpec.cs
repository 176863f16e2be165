using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Tests.Actor;

public sealed class DeciderSpec
{
    [Fact]
    public void The_default_decider_stops_what_cannot_go_on_and_restarts_the_rest()
    {
        var decider = SupervisorStrategy.DefaultDecider;
        Assert.Equal(Directive.Stop, decider.Decide(new ActorInitializationException("no start")));
        Assert.Equal(Directive.Stop, decider.Decide(new ActorKilledException("Kill")));
        Assert.Equal(Directive.Stop, decider.Decide(new DeathPactException(ActorRefs.Nobody)));
        Assert.Equal(Directive.Stop, decider.Decide(new PostRestartException(ActorRefs.Nobody, new FormatException(), new FormatException())));
        Assert.Equal(Directive.Restart, decider.Decide(new IntentionalActorRestartException()));
        Assert.Equal(Directive.Restart, decider.Decide(new FormatException()));
        Assert.Equal(Directive.Restart, decider.Decide(new AggregateException()));
    }

    [Fact]
    public void A_table_decides_by_the_first_type_that_fits()
    {
        var decider = Decider.From(
            Directive.Escalate,
            Directive.Resume.When<ArithmeticException>(),
            Directive.Stop.When<DivideByZeroException>(),
            Directive.Restart.When<ArgumentException>());
        Assert.Equal(Directive.Resume, decider.Decide(new ArithmeticException()));
        Assert.Equal(Directive.Resume, decider.Decide(new DivideByZeroException()));
        Assert.Equal(Directive.Restart, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Escalate, decider.Decide(new FormatException()));
        Assert.Equal(Directive.Escalate, decider.DefaultDirective);
        Assert.Equal(3, decider.Pairs.Length);
    }

    [Fact]
    public void Tables_are_equal_by_their_content()
    {
        static DeployableDecider Table() => Decider.From(Directive.Stop, Directive.Resume.When<FormatException>());
        Assert.Equal(Table(), Table());
        Assert.Equal(Table().GetHashCode(), Table().GetHashCode());
        Assert.NotEqual(Table(), Decider.From(Directive.Restart, Directive.Resume.When<FormatException>()));
        Assert.NotEqual(Table(), Decider.From(Directive.Stop, Directive.Resume.When<ArgumentException>()));
        Assert.Equal(Table(), new DeployableDecider(Directive.Stop, new List<KeyValuePair<Type, Directive>> { Directive.Resume.When<FormatException>() }));
    }

    [Fact]
    public void A_function_decides()
    {
        var decider = Decider.From(cause => cause is FormatException ? Directive.Stop : Directive.Resume);
        Assert.Equal(Directive.Stop, decider.Decide(new FormatException()));
        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentException()));
    }

    [Fact]
    public void Strategies_know_their_limits()
    {
        var decider = Decider.From(Directive.Stop);
        var one = new OneForOneStrategy(3, TimeSpan.FromSeconds(2), decider);
        Assert.Equal(3, one.MaxNumberOfRetries);
        Assert.Equal(2_000, one.WithinTimeRangeMilliseconds);
        Assert.Same(decider, one.Decider);
        Assert.Equal(5, one.WithMaxNrOfRetries(5).MaxNumberOfRetries);
        Assert.Equal(2_000, one.WithMaxNrOfRetries(5).WithinTimeRangeMilliseconds);
        var unlimited = new OneForOneStrategy(null, null, decider);
        Assert.Equal(-1, unlimited.MaxNumberOfRetries);
        Assert.Equal(-1, unlimited.WithinTimeRangeMilliseconds);
        Assert.Equal(-1, new AllForOneStrategy(decider).MaxNumberOfRetries);
        Assert.Equal(-1, new OneForOneStrategy(1, Timeout.InfiniteTimeSpan, decider).WithinTimeRangeMilliseconds);
    }

    [Fact]
    public void Strategies_are_equal_by_limits_and_decider()
    {
        static OneForOneStrategy One(int retries) => new(retries, 1_000, Decider.From(Directive.Stop, Directive.Resume.When<FormatException>()));
        static AllForOneStrategy All(int retries) => new(retries, 1_000, Decider.From(Directive.Stop, Directive.Resume.When<FormatException>()));
        Assert.Equal(One(1), One(1));
        Assert.NotEqual(One(1), One(2));
        Assert.Equal(All(1), All(1));
        Assert.NotEqual(All(1), All(2));
        Assert.False(One(1).Equals((object)All(1)));
        Assert.Equal(One(1), One(1).ToSurrogate(null!).FromSurrogate(null!));
        Assert.Equal(All(1), All(1).ToSurrogate(null!).FromSurrogate(null!));
    }

    [Fact]
    public void Restarts_are_counted_against_the_number_allowed()
    {
        var stats = new ChildRestartStats(ActorRefs.Nobody);
        Assert.True(stats.RequestRestartPermission(2, -1));
        Assert.True(stats.RequestRestartPermission(2, -1));
        Assert.False(stats.RequestRestartPermission(2, -1));
        Assert.False(new ChildRestartStats(ActorRefs.Nobody).RequestRestartPermission(0, -1));
        var unlimited = new ChildRestartStats(ActorRefs.Nobody);
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.True(unlimited.RequestRestartPermission(-1, -1)));
    }

    [Fact]
    public void A_window_without_a_number_allows_one_restart()
    {
        var stats = new ChildRestartStats(ActorRefs.Nobody);
        Assert.True(stats.RequestRestartPermission(-1, 3_600_000));
        Assert.False(stats.RequestRestartPermission(-1, 3_600_000));
    }

    [Fact]
    public void A_window_that_has_passed_begins_anew()
    {
        var stats = new ChildRestartStats(ActorRefs.Nobody);
        Assert.True(stats.RequestRestartPermission(1, 1));
        var begun = Environment.TickCount64;
        while (Environment.TickCount64 - begun < 20)
            Thread.Yield();
        Assert.True(stats.RequestRestartPermission(1, 1));
    }
}
