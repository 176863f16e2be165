using System.Security.Cryptography;
using ActorEcho.Tests.Node;
using ActorEcho.Tests.Transports.Tls;

namespace ActorEcho.Tests.Transports.Interoperation;

/// <summary>The client against another implementation of TLS: <c>openssl s_server -rev</c>, which answers each line reversed.</summary>
public sealed class OpenSslServerTests : IDisposable
{
    private readonly CertificateFiles _files = new();

    public void Dispose() => _files.Dispose();

    [ToolFact("openssl")]
    public Task Client_talks_to_openssl_s_server() => TalkAsync("-tls1_3");

    [ToolFact("openssl")]
    public Task Client_talks_to_openssl_s_server_over_tls_1_2_too() => TalkAsync("-tls1_2");

    private async Task TalkAsync(string version)
    {
        using var certificate = TestAuthority.SelfSigned("localhost");
        var files = _files.WritePem("server", certificate);
        using var server = ToolProcess.Start(
            "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", files.Certificate, "-key", files.Key, "-rev", version);
        await using var client = NodeProcess.Start(
        [
            "client", $"tls://127.0.0.1:{await ReadPortAsync(server)}",
            "--pin", certificate.GetCertHashString(HashAlgorithmName.SHA256),
        ]);
        await client.TypeAsync("abc");
        await client.TypeAsync("xyz");
        client.EndInput();

        Assert.Equal(0, await client.WhenExitedAsync());
        Assert.Equal("> <- cba\n> <- zyx\n> ", await client.ReadRestAsync());
    }

    /// <summary>The port of openssl's line <c>ACCEPT 127.0.0.1:PORT</c>.</summary>
    private static async Task<string> ReadPortAsync(ToolProcess server)
    {
        while (await server.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ACCEPT ", StringComparison.Ordinal)) return line[(line.LastIndexOf(':') + 1)..];
        }

        throw new InvalidOperationException($"openssl s_server ended before it listened: {(await server.EndAsync()).Errors}");
    }
}
