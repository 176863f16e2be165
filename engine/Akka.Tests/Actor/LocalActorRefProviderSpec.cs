using Akka.Actor;

namespace Akka.Tests.Actor;

public sealed class LocalActorRefProviderSpec : Akka.TestKit.Xunit2.TestKit
{
    private IActorRefProvider Provider => ((ExtendedActorSystem)Sys).Provider;

    [Fact]
    public void Of_many_who_want_a_name_at_once_one_gets_it()
    {
        for (var round = 0; round < 200; round++)
        {
            var name = $"wanted-{round}";
            var made = 0;
            var refused = 0;
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            {
                try
                {
                    Sys.ActorOf(Props.Empty, name);
                    Interlocked.Increment(ref made);
                }
                catch (InvalidActorNameException)
                {
                    Interlocked.Increment(ref refused);
                }
            });
            Assert.Equal((1, 3), (made, refused));
        }
    }

    [Fact]
    public async Task An_actor_that_has_ended_does_not_keep_its_recipe()
    {
        var actor = (LocalActorRef)Sys.ActorOf(Props.Create<Remembering>(new byte[16]));
        Assert.Equal(typeof(Remembering), actor.Underlying.Props.Type);
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
        await AwaitConditionAsync(() => actor.Underlying.Props is TerminatedProps);
        Assert.Throws<InvalidOperationException>(() => actor.Underlying.Props.NewActor());
    }

    [Fact]
    public void A_path_is_resolved_to_the_incarnation_it_names()
    {
        var actor = Sys.ActorOf(Props.Empty, "mine");
        Assert.Same(actor, Provider.ResolveActorRef(actor.Path));
        Assert.Same(actor, Provider.ResolveActorRef(actor.Path.WithUid(0)));
        Assert.Same(actor, Provider.ResolveActorRef(actor.Path.ToSerializationFormat()));
        Assert.IsType<EmptyLocalActorRef>(Provider.ResolveActorRef(actor.Path.WithUid(actor.Path.Uid + 1)));
        Assert.IsType<EmptyLocalActorRef>(Provider.ResolveActorRef(actor.Path / "child"));
    }

    [Fact]
    public void What_is_no_path_of_this_system_is_resolved_to_the_dead_letters()
    {
        Assert.Same(Provider.DeadLetters, Provider.ResolveActorRef("no path at all"));
        Assert.Same(Provider.DeadLetters, Provider.ResolveActorRef("akka://another/user/mine"));
        Assert.Same(Provider.IgnoreRef, Provider.ResolveActorRef(Provider.IgnoreRef.Path.ToSerializationFormat()));
    }

    [Fact]
    public void The_tree_begins_at_the_root()
    {
        Assert.Same(Provider.RootGuardian, Provider.ResolveActorRef(Provider.RootPath));
        Assert.Same(Provider.Guardian, Provider.ResolveActorRef(Provider.RootPath / "user"));
        Assert.Same(Provider.SystemGuardian, Provider.ResolveActorRef(Provider.RootPath / "system"));
        Assert.Same(Provider.DeadLetters, Provider.ResolveActorRef(Provider.RootPath / "deadLetters"));
        Assert.Equal(Provider.RootPath.Address, Provider.DefaultAddress);
        Assert.Same(Provider.RootGuardian, Provider.RootGuardianAt(Provider.DefaultAddress));
        Assert.Same(Provider.DeadLetters, Provider.RootGuardianAt(new Address("akka", "another")));
        var tree = ((ExtendedActorSystem)Sys).PrintTree();
        Assert.Contains("user", tree, StringComparison.Ordinal);
        Assert.Contains("system", tree, StringComparison.Ordinal);
    }

    [Fact]
    public void Temporary_refs_have_a_place_of_their_own()
    {
        var path = Provider.TempPath();
        Assert.Equal(Provider.TempContainer.Path, path.Parent);
        Provider.RegisterTempActor((IInternalActorRef)TestActor, path);
        Assert.Same(TestActor, Provider.ResolveActorRef(path));
        Provider.UnregisterTempActor(path);
        Assert.IsType<EmptyLocalActorRef>(Provider.ResolveActorRef(path));
        Assert.Throws<ArgumentException>(() => Provider.RegisterTempActor((IInternalActorRef)TestActor, Provider.RootPath / "user" / "a"));
    }

    private sealed class Remembering : ReceiveActor
    {
        public Remembering(byte[] what) => ReceiveAny(_ => Sender.Tell(what));
    }
}
