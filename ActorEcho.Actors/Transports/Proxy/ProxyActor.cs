using System.Buffers;
using ActorEcho.Actors.Connections;
using Akka.IO;

namespace ActorEcho.Actors.Transports.Proxy;

/// <summary>Reads the PROXY header of one connection, then passes everything on as it is.</summary>
internal sealed class ProxyActor(LayerSetup setup) : LayerActor(setup)
{
    private ProxyHeaderReader? _reader = new();
    private ReadOnlySequence<byte> _rest;

    /// <inheritdoc/>
    protected override string Preparation => "the PROXY header";

    /// <inheritdoc/>
    protected override void PreStart()
    {
        base.PreStart();
        Setup.Below.Tell(Tcp.ResumeReading.Instance, Self);
    }

    /// <inheritdoc/>
    protected override void OnReceived(Tcp.Received received)
    {
        if (_reader is null)
        {
            Above?.Tell(received, Self);
            return;
        }

        _rest = _reader.Read(received.Data);
        if (_reader.Problem is { } problem)
        {
            Refuse(problem);
        }
        else if (_reader.Header is { } header)
        {
            _reader = null;
            Offer(header.Source is { } source && header.Destination is { } destination
                ? Setup.Info with { RemoteAddress = source, LocalAddress = destination, Proxy = Setup.Info.RemoteAddress }
                : Setup.Info);
        }
        else
        {
            Setup.Below.Tell(Tcp.ResumeReading.Instance, Self);
        }
    }

    /// <inheritdoc/>
    protected override void OnPeerClosed()
    {
        if (_reader is not null) Refuse("the connection was closed before its end");
        else Above?.Tell(Tcp.PeerClosed.Instance, Self);
    }

    /// <inheritdoc/>
    protected override void OnResumeReading()
    {
        if (_rest.IsEmpty)
        {
            Setup.Below.Tell(Tcp.ResumeReading.Instance, Self);
            return;
        }

        var rest = _rest;
        _rest = default;
        Above!.Tell(new Tcp.Received(rest), Self);
    }

    /// <summary>With the writer as the sender, so that acknowledgements take no detour.</summary>
    protected override void OnWrite(Tcp.WriteCommand write) => Setup.Below.Tell(write, Sender);

    /// <inheritdoc/>
    protected override void OnClose(Tcp.CloseCommand close) => Setup.Below.Tell(close, Self);
}
