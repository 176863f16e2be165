using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Transports.Tls;

namespace ActorEcho.Tests.Transports.Tls;

public class CertificateDateTests : TransportTest
{
    private static readonly DateTimeOffset Past = DateTimeOffset.UtcNow.AddMinutes(-1);
    private static readonly DateTimeOffset Future = DateTimeOffset.UtcNow.AddDays(1);

    private readonly CertificateFiles _files = new();
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task A_certificate_that_has_expired_serves_and_is_warned_of_at_the_start()
    {
        var certificate = Pem(Past);

        await EventFilter.Warning(ExpiryOf(certificate)).ExpectOneAsync(() => ServeTlsAsync(new TlsSettings { Certificates = [certificate] }));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_warned_of_when_it_is_read_again()
    {
        var certificate = Pem(Future);
        await ServeTlsAsync(new TlsSettings { Certificates = [certificate], ReloadInterval = Timeout.InfiniteTimeSpan });

        await EventFilter.Warning(ExpiryOf(certificate)).ExpectOneAsync(() =>
        {
            Pem(Past);
            Listeners.Tell(ReloadCertificates.Instance, TestActor);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_certificate_that_is_not_valid_yet_is_told_too_and_one_that_is_valid_is_not()
    {
        var settings = new TlsSettings { Certificates = [Pem(Future)] };

        Assert.Contains(" is not valid before ", Assert.Single(settings.Doubts(DateTimeOffset.UtcNow.AddDays(-2))), StringComparison.Ordinal);
        Assert.Empty(settings.Doubts(DateTimeOffset.UtcNow));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _files.Dispose();
        _authority.Dispose();
    }

    private static string ExpiryOf(PemCertificate certificate) =>
        $"test: the certificate in {certificate.CertificateFile} has expired: it was valid until {Past.UtcDateTime:u}, and clients refuse it";

    private PemCertificate Pem(DateTimeOffset until)
    {
        var (certificate, key) = _files.WritePem("server", _authority.Issue(until, "server.test"));
        return new PemCertificate(certificate, key);
    }
}
