using Akka.Actor;
using Akka.Configuration;

namespace Akka.Tests.Actor;

public sealed class ExtensionSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Config WithExtension =
        ConfigurationFactory.ParseString($"akka.extensions = [\"{typeof(ConfiguredExtensionId).AssemblyQualifiedName}\"]");

    public ExtensionSpec()
        : base(WithExtension)
    {
    }

    [Fact]
    public void An_extension_in_the_configuration_is_there_from_the_beginning()
    {
        Assert.True(Sys.HasExtension<ConfiguredExtension>());
        var type = typeof(ConfiguredExtension);
        Assert.True(Sys.HasExtension(type));
        Assert.Same(Sys, Sys.GetExtension<ConfiguredExtension>()!.System);
        Assert.Same(Sys.GetExtension<ConfiguredExtension>(), Sys.WithExtension<ConfiguredExtension>());
        Assert.True(Sys.TryGetExtension<ConfiguredExtension>(out var extension));
        Assert.Same(Sys.GetExtension<ConfiguredExtension>(), extension);
        Assert.True(Sys.TryGetExtension(typeof(ConfiguredExtension), out var untyped));
        Assert.Same(extension, untyped);
    }

    [Fact]
    public void An_extension_is_made_when_it_is_first_asked_for_and_once()
    {
        Assert.False(Sys.HasExtension<LazyExtension>());
        Assert.Null(Sys.GetExtension<LazyExtension>());
        Assert.False(Sys.TryGetExtension<LazyExtension>(out _));
        var made = new LazyExtension[8];
        Parallel.For(0, made.Length, i => made[i] = new LazyExtensionId().Apply(Sys));
        Assert.All(made, each => Assert.Same(made[0], each));
        Assert.Same(made[0], new LazyExtensionId().Get(Sys));
        Assert.Same(made[0], Sys.WithExtension<LazyExtension, LazyExtensionId>());
        Assert.Same(made[0], Sys.WithExtension<LazyExtension>(typeof(LazyExtensionId)));
        Assert.Same(made[0], Sys.GetExtension(new LazyExtensionId()));
        Assert.Equal(1, made[0].Made);
    }

    [Fact]
    public void A_failure_reaches_whoever_asks_and_the_next_one_tries_again()
    {
        var id = new FailingOnceId();
        Assert.Throws<InvalidOperationException>(() => Sys.RegisterExtension(id));
        Assert.False(Sys.HasExtension<FailingOnce>());
        Assert.IsType<FailingOnce>(Sys.RegisterExtension(id));
    }

    [Fact]
    public void Ids_of_one_class_are_one_id()
    {
        Assert.Equal(new LazyExtensionId(), new LazyExtensionId());
        Assert.Equal(new LazyExtensionId().GetHashCode(), new LazyExtensionId().GetHashCode());
        Assert.Equal(typeof(LazyExtension), new LazyExtensionId().ExtensionType);
    }

    [Fact]
    public void A_name_in_the_configuration_that_is_no_extension_keeps_the_system_from_starting() =>
        Assert.Throws<ConfigurationException>(() => ActorSystem.Create("wrong", ConfigurationFactory.ParseString("akka.extensions = [\"No.Such.Type, Nowhere\"]")));

    public sealed class ConfiguredExtension(ActorSystem system) : IExtension
    {
        public ActorSystem System { get; } = system;
    }

    public sealed class ConfiguredExtensionId : ExtensionIdProvider<ConfiguredExtension>
    {
        public override ConfiguredExtension CreateExtension(ExtendedActorSystem system) => new(system);
    }

    private sealed class LazyExtension(int made) : IExtension
    {
        public int Made { get; } = made;
    }

    private sealed class LazyExtensionId : ExtensionIdProvider<LazyExtension>
    {
        private int _made;

        public override LazyExtension CreateExtension(ExtendedActorSystem system) => new(Interlocked.Increment(ref _made));
    }

    private sealed class FailingOnce : IExtension;

    private sealed class FailingOnceId : ExtensionIdProvider<FailingOnce>
    {
        private bool _failed;

        public override FailingOnce CreateExtension(ExtendedActorSystem system)
        {
            if (_failed)
                return new FailingOnce();
            _failed = true;
            throw new InvalidOperationException("not yet");
        }
    }
}
