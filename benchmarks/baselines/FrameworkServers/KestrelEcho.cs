using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace FrameworkServers;

/// <summary>Echo as a connection handler of Kestrel, plain or over its TLS.</summary>
internal static class KestrelEcho
{
    public static async Task RunAsync(int port, bool overTls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => Configure(listen, overTls)));
        await builder.Build().RunAsync();
    }

    private static void Configure(ListenOptions listen, bool overTls)
    {
        if (overTls)
            listen.UseHttps(MakeCertificate());
        listen.UseConnectionHandler<Handler>();
    }

    // Of the same kind as the node's development certificate, so that both pay the same for a handshake.
    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Kestrel echo", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365));
    }

    private sealed class Handler : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            var (input, output) = (connection.Transport.Input, connection.Transport.Output);
            while (true)
            {
                var read = await input.ReadAsync();
                foreach (var segment in read.Buffer)
                    output.Write(segment.Span);
                await output.FlushAsync();
                input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }
    }
}
