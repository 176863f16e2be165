using ActorEcho.Actors.Connections;
using Akka.Actor;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>TLS over every connection of a listener, on terms that can be renewed while it serves. Thread-safe.</summary>
internal sealed class TlsLayer : ConnectionLayer
{
    private volatile TlsTerms _terms;

    /// <summary>Reads the certificates.</summary>
    /// <exception cref="TransportException">One of them cannot be used.</exception>
    public TlsLayer(TlsSettings settings)
    {
        Settings = settings;
        _terms = TlsTerms.Load(settings);
    }

    public TlsSettings Settings { get; }

    /// <summary>What new handshakes are offered.</summary>
    public TlsTerms Terms => _terms;

    /// <inheritdoc/>
    public override string Name => TlsBindAddress.TlsScheme;

    /// <inheritdoc/>
    public override Props Props(LayerSetup setup) => Akka.Actor.Props.CreateBy(new Producer(this, setup)).WithDispatcher(ConnectionSetup.Dispatcher);

    /// <inheritdoc/>
    public override Props UpkeepProps(string listener) => Akka.Actor.Props.Create(() => new CertificateWatchActor(this, listener));

    /// <summary>Reads the files again; those that are open stay as they are.</summary>
    /// <exception cref="TransportException">One of them cannot be used; nothing has changed.</exception>
    public void Reload() => _terms = TlsTerms.Load(Settings);

    /// <summary>Makes the actor without an expression tree, because one is made for every client.</summary>
    private sealed class Producer(TlsLayer layer, LayerSetup setup) : IIndirectActorProducer
    {
        public Type ActorType => typeof(TlsActor);

        public ActorBase Produce() => new TlsActor(layer, setup);

        public void Release(ActorBase actor)
        {
            // Nothing is held that the actor does not end by itself.
        }
    }
}
