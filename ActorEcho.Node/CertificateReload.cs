using System.Runtime.InteropServices;
using ActorEcho.Actors.Listening;
using Akka.Actor;

namespace ActorEcho.Node;

/// <summary>
/// Has certificates read again on SIGHUP, as services do whose files have been changed. Without it the signal ends the process,
/// so it is there before anything is started and until everything has stopped.
/// </summary>
internal sealed class CertificateReload : IDisposable
{
    private readonly PosixSignalRegistration? _hangUp;
    private readonly Lock _lock = new();
    private IActorRef? _listeners;
    private bool _asked;

    /// <summary>Listens for the signal; not on Windows, where it means that the console is being closed.</summary>
    public CertificateReload()
    {
        if (!OperatingSystem.IsWindows()) _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp);
    }

    /// <summary>From now on there are certificates, perhaps read before a signal came.</summary>
    /// <param name="listeners">The <see cref="ListenersSupervisor"/>, which is told.</param>
    public void Tell(IActorRef listeners)
    {
        lock (_lock)
        {
            _listeners = listeners;
            if (_asked) Ask();
        }
    }

    public void Dispose() => _hangUp?.Dispose();

    private void OnHangUp(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_lock)
        {
            _asked = true;
            Ask();
        }
    }

    private void Ask() => _listeners?.Tell(ReloadCertificates.Instance, ActorRefs.NoSender);
}
