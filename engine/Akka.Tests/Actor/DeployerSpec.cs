using Akka.Actor;
using Akka.Configuration;

namespace Akka.Tests.Actor;

public sealed class DeployerSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string Deployments = """
        mine { throughput = 1 }
        akka.actor.deployment {
          /exact { dispatcher = mine, mailbox = akka.actor.mailbox.unbounded-deque-based, stash-capacity = 7 }
          "/parent/*" { dispatcher = mine }
          "/parent/known" { mailbox = unbounded }
          "/deep/**" { stash-capacity = 3 }
          /settings { own.a = 1 }
        }
        """;

    public DeployerSpec()
        : base(Deployments)
    {
    }

    private Deployer Deployer => ((ExtendedActorSystem)Sys).Provider.Deployer;

    [Fact]
    public void A_path_has_what_its_section_says()
    {
        var deploy = Deployer.Lookup(["exact"])!;
        Assert.Equal("/exact", deploy.Path);
        Assert.Equal("mine", deploy.Dispatcher);
        Assert.Equal("akka.actor.mailbox.unbounded-deque-based", deploy.Mailbox);
        Assert.Equal(7, deploy.StashCapacity);
        Assert.Equal(1, Deployer.Lookup(["settings"])!.Config.GetInt("own.a"));
        Assert.Null(Deployer.Lookup(["none"]));
    }

    [Fact]
    public void A_path_of_an_actor_is_counted_from_the_user_guardian()
    {
        var user = ((ExtendedActorSystem)Sys).Provider.RootPath / "user";
        Assert.NotNull(Deployer.Lookup(user / "exact"));
        Assert.Null(Deployer.Lookup(user));
        Assert.Null(Deployer.Lookup(user.Parent! / "system" / "exact"));
    }

    [Fact]
    public void A_star_stands_for_one_name_and_an_exact_path_comes_first()
    {
        Assert.Equal("mine", Deployer.Lookup(["parent", "any"])!.Dispatcher);
        Assert.Equal("unbounded", Deployer.Lookup(["parent", "known"])!.Mailbox);
        Assert.Null(Deployer.Lookup(["parent", "any", "below"]));
        Assert.Null(Deployer.Lookup(["parent"]));
    }

    [Fact]
    public void Two_stars_stand_for_all_below()
    {
        Assert.Equal(3, Deployer.Lookup(["deep", "a"])!.StashCapacity);
        Assert.Equal(3, Deployer.Lookup(["deep", "a", "b", "c"])!.StashCapacity);
        Assert.Null(Deployer.Lookup(["deep"]));
    }

    [Fact]
    public void A_path_must_begin_at_the_guardian_and_hold_names() =>
        Assert.All(
            ["akka.actor.deployment { relative { dispatcher = mine } }", "akka.actor.deployment { \"/a b\" { dispatcher = mine } }"],
            wrong => Assert.Throws<IllegalActorNameException>(() => ActorSystem.Create("wrong", ConfigurationFactory.ParseString(wrong))));

    [Fact]
    public void Deployments_lie_over_each_other()
    {
        var above = new Deploy("/a", LocalScope.Instance).WithDispatcher("d");
        var below = new Deploy("/b", LocalScope.Instance).WithDispatcher("other").WithMailbox("m").WithStashCapacity(2);
        var both = above.WithFallback(below);
        Assert.Equal(("/a", "d", "m", 2), (both.Path, both.Dispatcher, both.Mailbox, both.StashCapacity));
        Assert.Equal(both, above.WithFallback(below));
        Assert.NotEqual(above, both);
        Assert.Equal(both, both.ToSurrogate(Sys).FromSurrogate(Sys));
    }
}
