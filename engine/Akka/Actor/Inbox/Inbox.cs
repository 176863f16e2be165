using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// An actor's mailbox for code that is no actor: send with it, receive the replies from it, watch actors with it.
/// It holds up to <c>akka.actor.inbox.inbox-size</c> messages and drops further ones with a warning in the log.
/// Safe for use by many threads at once. Dispose it to stop the actor behind it.
/// </summary>
public class Inbox : IInboxable, IDisposable
{
    private static int _created;

    private readonly ActorSystem _system;
    private readonly InboxQueue _queue;
    private readonly TimeSpan _defaultTimeout;

    private Inbox(ActorSystem system, IActorRef receiver, InboxQueue queue, TimeSpan defaultTimeout)
    {
        _system = system;
        _queue = queue;
        _defaultTimeout = defaultTimeout;
        Receiver = receiver;
    }

    /// <inheritdoc/>
    public IActorRef Receiver { get; }

    /// <summary>Creates an inbox.</summary>
    /// <param name="system">The actor system in which its actor lives.</param>
    public static Inbox Create(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var config = system.Settings.Config;
        var queue = new InboxQueue(config.GetInt("akka.actor.inbox.inbox-size", 1000), system.Scheduler);
        var name = string.Create(CultureInfo.InvariantCulture, $"inbox-{Interlocked.Increment(ref _created)}");
        var receiver = ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new InboxActor(queue)), name);
        return new Inbox(system, receiver, queue, config.GetTimeSpan("akka.actor.inbox.default-timeout", TimeSpan.FromSeconds(5)));
    }

    /// <inheritdoc/>
    public IActorRef Watch(IActorRef subject)
    {
        Receiver.Tell(new InboxActor.StartWatch(subject, null), ActorRefs.NoSender);
        return subject;
    }

    /// <inheritdoc/>
    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Receiver.Tell(new InboxActor.StartWatch(subject, message), ActorRefs.NoSender);
        return subject;
    }

    /// <inheritdoc/>
    public IActorRef Unwatch(IActorRef subject)
    {
        Receiver.Tell(new InboxActor.StopWatch(subject), ActorRefs.NoSender);
        return subject;
    }

    /// <inheritdoc/>
    public void Send(IActorRef actorRef, object message)
    {
        ArgumentNullException.ThrowIfNull(actorRef);
        actorRef.Tell(message, Receiver);
    }

    /// <inheritdoc/>
    public object Receive() => Receive(_defaultTimeout);

    /// <inheritdoc/>
    public object Receive(TimeSpan timeout) => ReceiveAsync(timeout).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public object ReceiveWhere(Predicate<object> predicate) => ReceiveWhere(predicate, _defaultTimeout);

    /// <inheritdoc/>
    public object ReceiveWhere(Predicate<object> predicate, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return TakeAsync(predicate, timeout).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public Task<object> ReceiveAsync() => ReceiveAsync(_defaultTimeout);

    /// <inheritdoc/>
    public Task<object> ReceiveAsync(TimeSpan timeout) => TakeAsync(null, timeout);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the actor behind the inbox; those who wait for a message get <see cref="ObjectDisposedException"/>.</summary>
    /// <param name="disposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _system.Stop(Receiver);
    }

    private Task<object> TakeAsync(Predicate<object>? predicate, TimeSpan timeout) =>
        _queue.TakeAsync(predicate, timeout, () => $"Inbox {Receiver.Path} didn't receive a response message in specified timeout {timeout}");
}
