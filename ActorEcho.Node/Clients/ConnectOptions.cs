using System.CommandLine;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Node.Clients;

/// <summary>The part of the command line that every client shares: where to go, and whom to trust there.</summary>
internal sealed class ConnectOptions
{
    private readonly Argument<string> _uri = new("uri")
    {
        Description = "tcp://HOST[:PORT] (port 8080), tls://HOST[:PORT] (port 4343) or unix://PATH. Without a scheme all that fit are tried, tls first.",
    };

    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "tls: accept any certificate. Whoever stands between can then read and change everything.",
    };

    private readonly Option<string?> _authorities = new("--ca")
    {
        Description = "tls: trust the authorities in this PEM file instead of the system's.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _certificate = new("--cert")
    {
        Description = "tls: show this certificate to a server that asks for one (PEM, its chain behind it).",
        HelpName = "FILE",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "tls: the key of --cert (PEM, unencrypted). Default: it stands in the same file.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _serverName = new("--server-name")
    {
        Description = "tls: ask for this name, and expect it in the certificate, instead of the host's.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _pin = new("--pin")
    {
        Description = "tls: trust the certificate with this SHA-256, whoever signed it, and no other.",
        HelpName = "SHA256",
    };

    private readonly Option<TimeSpan> _timeout = DurationArgument.Option(
        "How long each transport may take to connect.", Connector.DefaultTimeout, "--connect-timeout");

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_uri);
        Option[] options = [_insecure, _authorities, _certificate, _key, _serverName, _pin, _timeout];
        foreach (var option in options) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_key) is not null && result.GetResult(_certificate) is null)
            {
                result.AddError("--key belongs to --cert; give both, or neither.");
            }
        });
    }

    /// <summary>Where the command line leads.</summary>
    /// <exception cref="FormatException">The URI, a file or the pin is wrong; the message says how.</exception>
    public (ConnectTarget Target, Connector Connector) Read(ParseResult line)
    {
        var transports = ClientTransports.BuiltIn;
        var target = ConnectTarget.Parse(line.GetRequiredValue(_uri), transports);
        if (ReadTls(line) is { } tls) target = target.With(Endpoint.Tls, tls);
        var timeout = line.GetValue(_timeout);
        return timeout > TimeSpan.Zero
            ? (target, new Connector(transports, TimeProvider.System, timeout))
            : throw new FormatException("--connect-timeout: a connection takes longer than no time.");
    }

    private TlsClientSettings? ReadTls(ParseResult line)
    {
        var settings = TlsClientSettings.Default with
        {
            Insecure = line.GetValue(_insecure),
            ServerName = line.GetValue(_serverName) is { } name ? TlsClientFiles.ParseServerName(name) : null,
        };
        if (line.GetValue(_authorities) is { } authorities)
        {
            settings = settings with { Authorities = TlsClientFiles.ReadAuthorities(authorities) };
        }

        if (line.GetValue(_pin) is { } pin) settings = settings with { Pin = TlsClientFiles.ParsePin(pin) };
        if (line.GetValue(_certificate) is { } certificate)
        {
            settings = settings.WithCertificate(certificate, line.GetValue(_key));
        }

        return settings == TlsClientSettings.Default ? null : settings;
    }
}
