using Akka.Event;

namespace Akka.Actor;

/// <summary>The actor behind an inbox: puts what it is sent into the inbox's queue and watches actors for it.</summary>
internal sealed class InboxActor : ActorBase
{
    private readonly InboxQueue _queue;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _warned;

    public InboxActor(InboxQueue queue) => _queue = queue;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case StartWatch { Message: null } watch:
                Context.Watch(watch.Subject);
                break;
            case StartWatch watch:
                Context.WatchWith(watch.Subject, watch.Message);
                break;
            case StopWatch watch:
                Context.Unwatch(watch.Subject);
                break;
            default:
                Offer(message);
                break;
        }
        return true;
    }

    protected override void PostStop() => _queue.Close();

    private void Offer(object message)
    {
        if (_queue.Offer(message))
        {
            _warned = false;
        }
        else if (!_warned)
        {
            // Once until there is room again: who overflows an inbox does so with many messages.
            _warned = true;
            _log.Warning(
                "Dropping message: Inbox size has been exceeded, use akka.actor.inbox.inbox-size to increase maximum allowed inbox size. Current is {0}",
                _queue.Capacity);
        }
    }

    internal sealed record StartWatch(IActorRef Subject, object? Message);

    internal sealed record StopWatch(IActorRef Subject);
}
