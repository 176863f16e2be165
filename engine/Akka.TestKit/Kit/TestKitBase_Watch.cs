using Akka.Actor;
using Akka.TestKit.Internal;
using TestActorMessages = Akka.TestKit.TestActor;

namespace Akka.TestKit;

// Watching actors: their Terminated is queued like any other message.
public abstract partial class TestKitBase
{
    /// <summary>Lets the test actor watch an actor; see <see cref="ExpectTerminated"/>.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The actor.</returns>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        _testActor.Tell(new TestActorMessages.Watch(actorToWatch), _testActor);
        return actorToWatch;
    }

    /// <inheritdoc cref="Watch"/>
    /// <returns>The actor, when the watch is in place.</returns>
    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        var watch = new InternalTestActor.WatchAndConfirm(actorToWatch);
        _testActor.Tell(watch, _testActor);
        await Confirmed(watch.Done.Task, "watch", actorToWatch);
        return actorToWatch;
    }

    /// <summary>Ends a <see cref="Watch"/>.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The actor.</returns>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        _testActor.Tell(new TestActorMessages.Unwatch(actorToUnwatch), _testActor);
        return actorToUnwatch;
    }

    /// <inheritdoc cref="Unwatch"/>
    /// <returns>The actor, when the watch has ended.</returns>
    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        var unwatch = new InternalTestActor.UnwatchAndConfirm(actorToUnwatch);
        _testActor.Tell(unwatch, _testActor);
        await Confirmed(unwatch.Done.Task, "unwatch", actorToUnwatch);
        return actorToUnwatch;
    }

    private async ValueTask Confirmed(Task done, string what, IActorRef actor)
    {
        var timeout = Dilated(_settings.DefaultTimeout);
        if (!await Waiting.For(done, timeout, WaitMode.Async, CancellationToken.None))
            throw Failure("Timeout {0} while waiting for {1} to {2} {3}", timeout, _testActor, what, actor);
    }
}
