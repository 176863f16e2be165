using System.Diagnostics;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Node;

/// <summary>The client against another implementation of TLS: <c>openssl s_server -rev</c>, which answers each line reversed.</summary>
public sealed class OpenSslServerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task Client_talks_to_openssl_over_a_pinned_certificate(string version)
    {
        using var certificate = Certificates.For(null, "localhost");
        var file = Certificates.Write(_directory.FullName, "server.pem", certificate, withKey: true);
        using var server = Process.Start(new ProcessStartInfo("openssl")
        {
            ArgumentList = { "s_server", "-accept", "127.0.0.1:0", "-cert", file, "-key", file, "-rev", version },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            await using var client = NodeProcess.Start(
                ["client", $"tls://127.0.0.1:{await ReadPortAsync(server)}", "--pin", Certificates.Fingerprint(certificate)]);
            await client.TypeAsync("abc");
            await client.TypeAsync("xyz");
            client.EndInput();

            Assert.Equal(0, await client.WhenExitedAsync());
            Assert.Equal("> <- cba\n> <- zyx\n> ", await client.ReadRestAsync());
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>The port of openssl's line <c>ACCEPT 127.0.0.1:PORT</c>.</summary>
    private static async Task<string> ReadPortAsync(Process server)
    {
        using var deadline = new CancellationTokenSource(NodeProcess.Deadline);
        while (await server.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("ACCEPT ", StringComparison.Ordinal)) return line[(line.LastIndexOf(':') + 1)..];
        }

        throw new InvalidOperationException("openssl s_server ended before it listened.");
    }
}
