using Akka.Actor;

namespace Akka.IO;

/// <summary>A listener's counts, and who wants to hear of them.</summary>
internal sealed class ListenerStatistics
{
    private readonly HashSet<IActorRef> _subscribers = [];
    private Tcp.TcpListenerStatistics _published = new();

    public Tcp.TcpListenerStatistics Current { get; private set; } = new();

    public bool HasSubscribers => _subscribers.Count > 0;

    public void OnAccepted() =>
        Current = Current with { AcceptedIncomingConnections = Current.AcceptedIncomingConnections + 1 };

    public void OnFailed() => Current = Current with { FailedIncomingConnections = Current.FailedIncomingConnections + 1 };

    public void OnRetried() => Current = Current with { RetriedIncomingConnections = Current.RetriedIncomingConnections + 1 };

    public void OnClosed() => Current = Current with { IncomingConnectionsClosed = Current.IncomingConnectionsClosed + 1 };

    public void Subscribe(IActorRef subscriber, IActorRef listener)
    {
        _subscribers.Add(subscriber);
        subscriber.Tell(Current, listener);
    }

    public void Unsubscribe(IActorRef subscriber) => _subscribers.Remove(subscriber);

    public void PublishIfChanged(IActorRef listener)
    {
        if (ReferenceEquals(_published, Current))
            return;
        _published = Current;
        foreach (var subscriber in _subscribers)
            subscriber.Tell(Current, listener);
    }
}
