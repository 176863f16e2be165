using Akka.Actor;

namespace Akka.IO;

/// <summary>A listener's counts, and who wants to hear of them. Counting makes no object: every client is counted twice.</summary>
internal sealed class ListenerStatistics
{
    private readonly HashSet<IActorRef> _subscribers = [];
    private long _accepted;
    private long _failed;
    private long _retried;
    private long _closed;
    private Tcp.TcpListenerStatistics _published = new();

    public Tcp.TcpListenerStatistics Current => new()
    {
        AcceptedIncomingConnections = _accepted,
        FailedIncomingConnections = _failed,
        RetriedIncomingConnections = _retried,
        IncomingConnectionsClosed = _closed,
    };

    public bool HasSubscribers => _subscribers.Count > 0;

    public void OnAccepted() => _accepted++;

    public void OnFailed() => _failed++;

    public void OnRetried() => _retried++;

    public void OnClosed() => _closed++;

    public void Subscribe(IActorRef subscriber, IActorRef listener)
    {
        _subscribers.Add(subscriber);
        subscriber.Tell(Current, listener);
    }

    public void Unsubscribe(IActorRef subscriber) => _subscribers.Remove(subscriber);

    public void PublishIfChanged(IActorRef listener)
    {
        var current = Current;
        if (current == _published)
            return;
        _published = current;
        foreach (var subscriber in _subscribers)
            subscriber.Tell(current, listener);
    }
}
