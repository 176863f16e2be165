using System.Buffers;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Tests.Listening;

/// <summary>The example of docs/protocols.md; <see cref="ListenersHostingTests"/> holds the two together.</summary>
internal static class DiscardExample
{
    public static IHost Build(string[] args, int port)
    {
        var listener = new ListenerSettings("discard", new TcpBindAddress("127.0.0.1", port), new DiscardSettings(), ListenerLimits.Default);

        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddAkka("Discard", akka => akka
            .WithListeners([listener], (_, _) => new HostedProtocol(() => new Discard()), stopWithin: TimeSpan.FromSeconds(10))
            .AddStartup(ListenersHosting.AllBound));
        return builder.Build();
    }
}

public sealed class Discard : IProtocol   // RFC 863
{
    public void Receive(ReadOnlySequence<byte> input, IProtocolOutput output)
    {
    }

    public void InputEnded(IProtocolOutput output) => output.Close("the client finished");
}

public sealed record DiscardSettings : ProtocolSettings
{
    public override string Name => "discard";
}
