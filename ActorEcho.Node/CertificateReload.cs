using System.Runtime.InteropServices;
using ActorEcho.Actors.Listening;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Node;

/// <summary>Has certificates read again on SIGHUP, as services do whose files have been changed.</summary>
internal static class CertificateReload
{
    /// <summary>Listens for the signal; without this it would end the process.</summary>
    /// <param name="host">The host whose listeners are told.</param>
    /// <returns>Ends it when disposed of; null on Windows, where the signal means that the console is being closed.</returns>
    public static IDisposable? OnHangUp(IHost host)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var listeners = host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<ListenersSupervisor>();
        return PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            listeners.Tell(ReloadCertificates.Instance, ActorRefs.NoSender);
        });
    }
}
