using System.Runtime.InteropServices;

namespace ActorEcho.Node.Clients;

/// <summary>Turns the first Ctrl-C or SIGTERM into a request to end in order; the second one kills as usual.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interruption() =>
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    public CancellationToken Requested => _requested.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _requested.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = !_requested.IsCancellationRequested;
        _requested.Cancel();
    }
}
