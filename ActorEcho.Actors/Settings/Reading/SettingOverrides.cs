using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Turns command-line assignments and environment variables into sources of configuration.</summary>
internal sealed class SettingOverrides(List<SettingsProblem> problems)
{
    private const string Assignment = "--set";

    // What a variable's name begins with, and the section that it is in: the server's and the engine's.
    private static readonly (string Prefix, string Root)[] Sections = [("ACTORECHO__", "actor-echo"), ("AKKA__", "akka")];

    /// <summary>The sources of <c>path=value</c> texts; the last text comes first, since it wins.</summary>
    public IEnumerable<HoconSource> FromAssignments(IEnumerable<string> assignments)
    {
        var sources = new List<HoconSource>();
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                problems.Add(new SettingsProblem(
                    new HoconOrigin(Assignment),
                    string.Empty,
                    $"found \"{assignment}\"; allowed: path=value, such as actor-echo.listeners.echo.bind=tcp://127.0.0.1:7000"));
                continue;
            }

            Add(sources, assignment[..equals].Trim(), assignment[(equals + 1)..], new HoconOrigin(Assignment));
        }

        sources.Reverse();
        return sources;
    }

    /// <summary>The sources of those variables that are meant for the server.</summary>
    public IEnumerable<HoconSource> FromEnvironment(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var sources = new List<HoconSource>();
        foreach (var (name, value) in environment.OrderBy(static variable => variable.Key, StringComparer.Ordinal))
        {
            var (prefix, root) = Sections.FirstOrDefault(section => name.StartsWith(section.Prefix, StringComparison.Ordinal));
            if (prefix is null)
            {
                continue;
            }

            var origin = HoconOrigin.Environment(name);
            var keys = name[prefix.Length..].Split("__").Select(Key).ToArray();
            if (keys.Contains(string.Empty))
            {
                problems.Add(new SettingsProblem(
                    origin,
                    string.Empty,
                    "found a name with an empty part; allowed: parts with two underscores between them, such as ACTORECHO__LISTENERS__ECHO__BIND"));
                continue;
            }

            Add(sources, new HoconPath([root, .. keys]).ToString(), value, origin);
        }

        return sources;
    }

    private static string Key(string part) => part.Replace('_', '-').ToLowerInvariant();

    private void Add(List<HoconSource> sources, string path, string value, HoconOrigin origin)
    {
        try
        {
            sources.Add(HoconSource.Setting(path, value, origin.Source));
        }
        catch (ConfigurationException exception)
        {
            problems.Add(new SettingsProblem(origin, string.Empty, exception.Message));
        }
    }
}
