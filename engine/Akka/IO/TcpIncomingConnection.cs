using Akka.Actor;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>The actor of an accepted connection.</summary>
internal sealed class TcpIncomingConnection : TcpConnection
{
    private readonly ITransportConnection _connection;
    private readonly IActorRef _bindHandler;

    public TcpIncomingConnection(ITransportConnection connection, IActorRef bindHandler, TcpSettings settings, bool pullMode)
        : base(settings, pullMode)
    {
        _connection = connection;
        _bindHandler = bindHandler;
    }

    protected override void PreStart() => Begin(_connection, _bindHandler);

    /// <summary>Makes the actor; without a closure or an expression, because one is made for every client.</summary>
    internal sealed class Producer(ITransportConnection connection, IActorRef bindHandler, TcpSettings settings, bool pullMode)
        : IIndirectActorProducer
    {
        public Type ActorType => typeof(TcpIncomingConnection);

        public ActorBase Produce() => new TcpIncomingConnection(connection, bindHandler, settings, pullMode);

        public void Release(ActorBase actor)
        {
            // The actor has closed its socket in PostStop; there is nothing else to give back.
        }
    }
}
