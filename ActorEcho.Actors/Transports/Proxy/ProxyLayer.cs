using System.Collections.Immutable;
using System.Net;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Protocols;
using Akka.Actor;

namespace ActorEcho.Actors.Transports.Proxy;

/// <summary>
/// Takes clients' addresses from the proxies that are trusted to tell them. These have to: a connection of theirs without a
/// header would otherwise pass for a client of its own. Whoever else sends a header has it taken for what any client sends.
/// </summary>
/// <param name="trusted">The networks that the proxies are in.</param>
internal sealed class ProxyLayer(ImmutableArray<IPNetwork> trusted) : ConnectionLayer
{
    /// <inheritdoc/>
    public override string Name => "proxy";

    /// <inheritdoc/>
    public override bool Concerns(ConnectionInfo client)
    {
        if (client.RemoteAddress is not IPEndPoint { Address: var address }) return false;
        // On a dual-stack socket IPv4 addresses come in IPv6's clothes.
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        foreach (var network in trusted)
        {
            if (network.Contains(address)) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override Props Props(LayerSetup setup) => Akka.Actor.Props.CreateBy(new Producer(setup)).WithDispatcher(ConnectionSetup.Dispatcher);

    /// <summary>Makes the actor without an expression tree, because one is made for every client.</summary>
    private sealed class Producer(LayerSetup setup) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ProxyActor);

        public ActorBase Produce() => new ProxyActor(setup);

        public void Release(ActorBase actor)
        {
            // Nothing is held that the actor does not end by itself.
        }
    }
}
