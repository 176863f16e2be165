using ActorEcho.Actors.Settings.Reading;
using ActorEcho.Actors.Transports;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings;

/// <summary>
/// A server's configuration, read once at start: a HOCON file, over it environment variables, over these single assignments.
/// Immutable.
/// </summary>
public sealed class ServerConfiguration
{
    private ServerConfiguration(Config hocon, ServerSettings settings)
    {
        Hocon = hocon;
        Settings = settings;
    }

    /// <summary>The whole configuration, with the engine's own settings under <c>akka</c>.</summary>
    public Config Hocon { get; }

    /// <summary>What <c>actor-echo</c> says, complete and valid.</summary>
    public ServerSettings Settings { get; }

    /// <summary>Reads a configuration that has no other sources.</summary>
    /// <param name="hocon">The configuration.</param>
    /// <param name="transports">The transports there are; the built-in ones when left out.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="InvalidSettingsException">It cannot be used; all its problems are listed.</exception>
    public static ServerConfiguration Read(Config hocon, TransportRegistry? transports = null)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        return new ServerConfiguration(hocon, new ServerSettingsReader(transports ?? TransportRegistry.BuiltIn).Read(hocon));
    }

    /// <summary>Reads a file with what overrides it.</summary>
    /// <param name="file">The HOCON file.</param>
    /// <param name="assignments">Settings as <c>path=value</c>, which override everything else; the last one of a path wins.</param>
    /// <param name="environment">
    /// The environment: <c>ACTORECHO__LISTENERS__ECHO__MAX_CONNECTIONS</c> is <c>actor-echo.listeners.echo.max-connections</c>,
    /// and <c>AKKA__IO__TCP__TRANSPORT</c> is <c>akka.io.tcp.transport</c>. Other variables are not looked at.
    /// </param>
    /// <param name="transports">The transports there are; the built-in ones when left out.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="InvalidSettingsException">It cannot be used; all its problems are listed.</exception>
    public static ServerConfiguration Load(
        string file,
        IEnumerable<string> assignments,
        IEnumerable<KeyValuePair<string, string>> environment,
        TransportRegistry? transports = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        var problems = new List<SettingsProblem>();
        var overrides = new SettingOverrides(problems);
        HoconSource[] sources =
        [
            .. overrides.FromAssignments(assignments), .. overrides.FromEnvironment(environment), HoconSource.File(file),
        ];
        var hocon = Parse(sources, file, problems);
        return problems.Count == 0 ? Read(hocon, transports) : throw new InvalidSettingsException(problems);
    }

    private static Config Parse(HoconSource[] sources, string file, List<SettingsProblem> problems)
    {
        if (!File.Exists(file))
        {
            var found = Directory.Exists(file) ? "it is a directory" : "no such file";
            problems.Add(new SettingsProblem(new HoconOrigin(file), string.Empty, $"{found}; name the configuration file with --config"));
            return Config.Empty;
        }

        try
        {
            return ConfigurationFactory.Load(sources);
        }
        catch (HoconParserException exception)
        {
            problems.Add(new SettingsProblem(exception.Origin, string.Empty, exception.Problem));
        }
        catch (ConfigurationException exception)
        {
            // What cannot be read or decoded has no place in a text; the message names the file by itself.
            var prefix = $"{file}: ";
            var text = exception.Message;
            problems.Add(new SettingsProblem(
                new HoconOrigin(file), string.Empty, text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text));
        }

        return Config.Empty;
    }
}
