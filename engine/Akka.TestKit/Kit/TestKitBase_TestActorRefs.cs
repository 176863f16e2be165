using System.Linq.Expressions;
using Akka.Actor;

namespace Akka.TestKit;

// Creating actors that run on the test's own thread.
public abstract partial class TestKitBase
{
    /// <summary>Creates an actor that runs on its senders' threads and whose instance the test can reach.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="props">How it is made.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef supervisor, string? name = null)
        where TActor : ActorBase =>
        new(_system, props, supervisor, name);

    /// <summary>Creates an actor under <c>/user</c> that runs on its senders' threads and whose instance the test can reach.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="props">How it is made.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null)
        where TActor : ActorBase =>
        new(_system, props, null, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(Props, IActorRef, string)"/>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, IActorRef supervisor, string? name = null)
        where TActor : ActorBase =>
        new(_system, Props.Create(factory), supervisor, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(Props, string)"/>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null)
        where TActor : ActorBase =>
        new(_system, Props.Create(factory), null, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(Props, IActorRef, string)"/>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(IActorRef supervisor, string? name = null)
        where TActor : ActorBase, new() =>
        new(_system, Props.Create<TActor>(), supervisor, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(Props, string)"/>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null)
        where TActor : ActorBase, new() =>
        new(_system, Props.Create<TActor>(), null, name);
}
