using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActorEcho.Actors.Transports;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads a whole configuration.</summary>
internal sealed partial class ServerSettingsReader(TransportRegistry transports)
{
    private readonly List<SettingsProblem> _problems = [];
    private readonly ListenerReader _listeners = new(transports);

    /// <summary>Reads everything, and finds every problem.</summary>
    /// <exception cref="InvalidSettingsException">There are problems.</exception>
    public ServerSettings Read(Config config)
    {
        var root = new SectionReader(config.Root.GetObject(), config.Root.Origin, HoconPath.Root, _problems);
        var server = root.Section("actor-echo");
        root.Section("akka");
        root.RejectUnknownKeys();
        new EngineSettingsReader(_problems).Read(config.Root.GetObject().GetKey("akka"));

        var settings = ReadServer(server);
        return _problems.Count == 0 ? settings : throw new InvalidSettingsException(_problems);
    }

    private ServerSettings ReadServer(SectionReader section)
    {
        var builtIn = new ServerSettings([]);
        var settings = builtIn with
        {
            LogLevel = section.Choice(
                "log-level",
                builtIn.LogLevel,
                ("debug", LogLevelSetting.Debug),
                ("info", LogLevelSetting.Info),
                ("warning", LogLevelSetting.Warning),
                ("error", LogLevelSetting.Error)),
            StopTimeout = section.Duration("stop-timeout", builtIn.StopTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        };
        var defaults = _listeners.ReadDefaults(section.Section("defaults"));
        settings = settings with { Listeners = ReadListeners(section.Section("listeners"), defaults) };
        if (section.OptionalSection("cluster") is { } cluster)
        {
            settings = settings with { Cluster = ClusterReader.Read(cluster) };
        }

        if (section.OptionalSection("health") is { } health)
        {
            settings = settings with { Health = HealthReader.Read(health) };
        }

        section.RejectUnknownKeys();
        return settings;
    }

    private ImmutableArray<ListenerSettings> ReadListeners(SectionReader section, ListenerDefaults defaults)
    {
        var listeners = ImmutableArray.CreateBuilder<ListenerSettings>();
        var any = false;
        foreach (var field in section.Fields)
        {
            any = true;
            if (!ListenerName().IsMatch(field.Key))
            {
                section.RejectKey(field, $"found \"{field.Key}\" as a listener's name; allowed: a letter, then letters, digits and dashes, all in lower case, 63 at most");
            }

            if (_listeners.Read(field.Key, section.Section(field.Key), defaults) is not { } listener)
            {
                continue;
            }

            if (listeners.FirstOrDefault(other => other.Bind.Collides(listener.Bind)) is { } other)
            {
                var bind = field.Value.GetObject().GetKey("bind")!;
                section.Section(field.Key).Reject("bind", bind, $"an address that is not taken by listener {other.Name}");
            }

            listeners.Add(listener);
        }

        if (!any)
        {
            section.RejectSection("found no listener; allowed: at least one, such as echo { protocol = echo, bind = \"tcp://127.0.0.1:9000\" }");
        }

        return listeners.DrainToImmutable();
    }

    // A listener's name names its actor and is part of an environment variable's name, hence so plain.
    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ListenerName();
}
