using System.Collections.Immutable;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Tests.Transports.Connecting;

/// <summary>A transport that does what the test says, and keeps what it was tried with.</summary>
internal sealed class ScriptedTransport(
    string scheme,
    int priority,
    ImmutableArray<TransportNeed> needs,
    Func<EndpointValues, CancellationToken, Task<ClientStream>>? connect = null) : IClientTransport
{
    public string Scheme => scheme;

    public int Priority => priority;

    public ImmutableArray<TransportNeed> Needs => needs;

    public List<EndpointValues> Tried { get; } = [];

    public Task<ClientStream> ConnectAsync(EndpointValues values, CancellationToken cancellationToken)
    {
        Tried.Add(values);
        return connect?.Invoke(values, cancellationToken)
            ?? throw new ConnectFailedException(scheme, [new ConnectAttempt($"{scheme}://there", "nobody is there")]);
    }
}
