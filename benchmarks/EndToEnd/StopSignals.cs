using System.Runtime.InteropServices;

namespace ActorEcho.EndToEnd;

/// <summary>SIGINT and SIGTERM as a cancellation: by itself the runtime would end without ending the servers that the run has started.</summary>
internal sealed class StopSignals : IDisposable
{
    private const int Interrupted = 128 + 2; // what a shell shows of a program that SIGINT has ended
    private const int Terminated = 128 + 15;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Terminated)),
    ];

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What the program then ends with.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        ExitCode = exitCode;
        _stop.Cancel();
    }
}
