using System.Security.Cryptography;
using ActorEcho.Actors.Listening;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Has a listener's certificates read again when their files have changed, or on <see cref="ReloadCertificates"/>.</summary>
/// <remarks>
/// It compares what the files hold, and not their times: renewal often swaps a link somewhere on the path, which no time and no
/// notice of the file system's tells reliably, and the files are small.
/// </remarks>
internal sealed class CertificateWatchActor : UntypedActor, IWithTimers
{
    private readonly TlsLayer _layer;
    private readonly string _listener;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private byte[] _seen = [];

    public CertificateWatchActor(TlsLayer layer, string listener)
    {
        _layer = layer;
        _listener = listener;
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private TlsSettings Settings => _layer.Settings;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var development in Settings.Certificates.OfType<DevelopmentCertificate>())
            _log.Info("{0} uses a development certificate; SHA-256 fingerprint: {1}", _listener, development.Fingerprint);
        WarnOfDates();
        _seen = Look();
        if (Settings.ReloadInterval != Timeout.InfiniteTimeSpan && Settings.Files.Any())
            Timers.StartPeriodicTimer(nameof(Check), Check.Instance, Settings.ReloadInterval);
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Check:
                // A bad file is reported once, when it appears.
                if (Look() is var found && !found.AsSpan().SequenceEqual(_seen)) Reload(found);
                break;
            case ReloadCertificates:
                Reload(Look());
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Reload(byte[] found)
    {
        _seen = found;
        try
        {
            _layer.Reload();
        }
        catch (Exception exception)
        {
            // Whatever it is: new clients get what is in use, and the next change is looked at again.
            _log.Warning("{0} keeps the certificates it has: {1}", _listener, exception.Message);
            return;
        }

        var certificate = _layer.Terms.Default;
        _log.Info("{0} has read its certificates again: {1}, valid until {2}", _listener, certificate.Subject, CertificateText.Of(certificate.NotAfter));
        WarnOfDates();
    }

    private void WarnOfDates()
    {
        foreach (var text in _layer.Terms.OutOfDate(Context.System.Scheduler.Now)) _log.Warning("{0}: {1}", _listener, text);
    }

    /// <summary>A digest of what all the files hold.</summary>
    private byte[] Look()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Settings.Files)
        {
            try
            {
                digest.AppendData(SHA256.HashData(CertificateText.ReadBytes(file, file)));
            }
            catch (TransportException exception)
            {
                // A file that is gone or cannot be read is a change too; reading it again tells what is wrong.
                digest.AppendData(System.Text.Encoding.UTF8.GetBytes(exception.Message));
            }
        }

        return digest.GetHashAndReset();
    }

    private sealed class Check : INoSerializationVerificationNeeded
    {
        public static readonly Check Instance = new();
    }
}
