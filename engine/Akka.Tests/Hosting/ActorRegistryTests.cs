using Akka.Actor;
using Akka.Hosting;

namespace Akka.Tests.Hosting;

public class ActorRegistryTests
{
    private static readonly Type TypeOfKey = typeof(Key);
    private static readonly IActorRef Silent = new SilentActorRef();

    private readonly ActorRegistry _registry = [];

    private sealed class Key;

    private sealed class OtherKey;

    [Fact]
    public void A_registered_actor_is_found_by_its_key_alone()
    {
        _registry.Register<Key>(Silent);

        Assert.Same(Silent, _registry.Get<Key>());
        Assert.True(_registry.TryGet<Key>(out var found));
        Assert.Same(Silent, found);
        Assert.True(_registry.TryGet(TypeOfKey, out _));
        Assert.False(_registry.TryGet<OtherKey>(out var none));
        Assert.Equal(ActorRefs.Nobody, none);
    }

    [Fact]
    public void Asking_for_a_missing_actor_names_the_key()
    {
        var exception = Assert.Throws<MissingActorRegistryEntryException>(() => _registry.Get<Key>());

        Assert.Contains(typeof(Key).FullName!, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_taken_key_is_refused_unless_it_may_be_overwritten()
    {
        _registry.Register<Key>(Silent);

        Assert.False(_registry.TryRegister<Key>(ActorRefs.Nobody));
        Assert.False(_registry.TryRegister(TypeOfKey, ActorRefs.Nobody));
        var exception = Assert.Throws<DuplicateActorRegistryException>(() => _registry.Register<Key>(ActorRefs.Nobody));
        Assert.Contains(typeof(Key).ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Same(Silent, _registry.Get<Key>());

        _registry.Register<Key>(ActorRefs.Nobody, overwrite: true);
        Assert.Same(ActorRefs.Nobody, _registry.Get<Key>());
    }

    [Fact]
    public void Null_is_no_actor()
    {
        Assert.Throws<ArgumentNullException>(() => _registry.Register<Key>(null!));
        Assert.Throws<ArgumentNullException>(() => _registry.TryRegister<Key>(null!));
    }

    [Fact]
    public async Task Waiting_ends_when_the_actor_is_registered()
    {
        var first = _registry.GetAsync<Key>(TestHost.Soon());
        var second = _registry.GetAsync(TypeOfKey, TestHost.Soon());
        Assert.False(first.IsCompleted);

        _registry.Register<Key>(Silent);

        Assert.Same(Silent, await first);
        Assert.Same(Silent, await second);
        Assert.Same(Silent, await _registry.GetAsync<Key>());
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_other_waits_alone()
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = _registry.GetAsync<Key>(cancel.Token);
        var patient = _registry.GetAsync<Key>(TestHost.Soon());

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _registry.Register<Key>(Silent);

        Assert.Same(Silent, await patient);
    }

    [Fact]
    public async Task No_wait_misses_a_registration_however_they_race()
    {
        for (var i = 0; i < 500; i++)
        {
            var registry = new ActorRegistry();
            var waiting = Task.Run(() => registry.GetAsync<Key>(TestHost.Soon()));
            var registering = Task.Run(() => registry.Register<Key>(Silent));

            Assert.Same(Silent, await waiting);
            await registering;
        }
    }

    [Fact]
    public void The_registry_lists_what_it_holds()
    {
        _registry.Register<Key>(Silent);
        _registry.Register<OtherKey>(ActorRefs.Nobody);

        Assert.Equal(
            [typeof(Key), typeof(OtherKey)],
            _registry.Select(entry => entry.Key).OrderBy(key => key.Name, StringComparer.Ordinal));
    }

    /// <summary>A ref that is not Nobody; it is never told anything.</summary>
    private sealed class SilentActorRef : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / "silent";

        public override IActorRefProvider Provider => throw new NotSupportedException("A silent ref belongs to no system.");
    }
}
