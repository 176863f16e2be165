using Akka.Actor;
using Akka.Dispatch;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>Takes <see cref="Tcp.Bind"/> and <see cref="Tcp.Connect"/>, and makes an actor for each.</summary>
internal sealed class TcpManager : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    private readonly ITransport _transport;
    private readonly TcpSettings _settings;

    public TcpManager(ITransport transport, TcpSettings settings)
    {
        _transport = transport;
        _settings = settings;
    }

    protected override SupervisorStrategy SupervisorStrategy() => Tcp.ConnectionSupervisorStrategy;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Tcp.Bind bind:
                var listenerSettings = bind.TcpSettings ?? _settings;
                Context.ActorOf(listenerSettings.SocketProps(new TcpListener.Producer(_transport, bind, Sender, listenerSettings)));
                return true;
            case Tcp.Connect connect:
                var settings = connect.TcpSettings ?? _settings;
                Context.ActorOf(settings.SocketProps(new TcpOutgoingConnection.Producer(_transport, connect, Sender, settings)));
                return true;
            case Tcp.Command command:
                Sender.Tell(command.FailureMessage.WithCause(new ArgumentException(
                    $"The TCP manager takes Bind and Connect only, not {command.GetType().Name}: send that to a listener or a connection.")));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Makes the actor.</summary>
    internal sealed class Producer(ITransport transport, TcpSettings settings) : IIndirectActorProducer
    {
        public Type ActorType => typeof(TcpManager);

        public ActorBase Produce() => new TcpManager(transport, settings);

        public void Release(ActorBase actor)
        {
            // Its listeners and connections have closed their sockets before it stops.
        }
    }
}
