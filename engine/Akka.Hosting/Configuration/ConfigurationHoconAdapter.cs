using System.Globalization;
using System.Text;
using System.Text.Json;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace Akka.Hosting.Configuration;

/// <summary>Turns Microsoft.Extensions.Configuration (JSON files, environment variables ...) into HOCON.</summary>
public static class ConfigurationHoconAdapter
{
    /// <summary>
    /// The settings as HOCON. A dot in a key separates, unless the key is in double quotes, which is taken as it is;
    /// underscores become dashes; children whose keys are all whole numbers become a list in the order of these;
    /// <c>hh:mm:ss</c> becomes a duration.
    /// </summary>
    /// <param name="config">The settings; a section keeps its whole path.</param>
    /// <param name="normalizeKeys">Whether keys become lower case, as HOCON keys customarily are and environment variables are not.</param>
    /// <returns>The HOCON.</returns>
    public static Config ToHocon(this IConfiguration config, bool normalizeKeys = true)
    {
        ArgumentNullException.ThrowIfNull(config);
        var text = new StringBuilder();
        if (config is IConfigurationSection section)
        {
            var keys = section.Path.Split(ConfigurationPath.KeyDelimiter).Select(key => Key(key, normalizeKeys));
            text.Append(string.Join('.', keys)).Append(" : ");
            WriteValue(text, section, normalizeKeys);
        }
        else
        {
            WriteMembers(text, config.GetChildren(), normalizeKeys);
        }

        return ConfigurationFactory.ParseString(text.ToString());
    }

    private static void WriteValue(StringBuilder text, IConfigurationSection section, bool normalizeKeys)
    {
        var children = section.GetChildren().ToArray();
        if (children.Length == 0)
        {
            text.Append(Literal(section.Value));
            return;
        }

        if (Array.TrueForAll(children, static child => Index(child) >= 0))
        {
            text.Append('[');
            foreach (var child in children.OrderBy(Index))
            {
                WriteValue(text, child, normalizeKeys);
                text.Append(',');
            }

            text.Append(']');
            return;
        }

        text.Append("{\n");
        WriteMembers(text, children, normalizeKeys);
        text.Append('}');
    }

    private static void WriteMembers(StringBuilder text, IEnumerable<IConfigurationSection> members, bool normalizeKeys)
    {
        foreach (var member in members)
        {
            text.Append(Key(member.Key, normalizeKeys)).Append(" : ");
            WriteValue(text, member, normalizeKeys);
            text.Append('\n');
        }
    }

    private static int Index(IConfigurationSection section) =>
        int.TryParse(section.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private static string Key(string key, bool normalize)
    {
        if (key.Length >= 2 && key[0] == '"' && key[^1] == '"')
        {
            return JsonSerializer.Serialize(key[1..^1]);
        }

        var dashed = key.Replace('_', '-');
        var parts = (normalize ? dashed.ToLowerInvariant() : dashed).Split('.');

        // Quoted part by part, so that blanks and signs in a key cannot end it early.
        return string.Join('.', parts.Select(static part => JsonSerializer.Serialize(part)));
    }

    private static string Literal(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        return value.Contains(':') && TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out var duration)
            && duration >= TimeSpan.Zero
            ? duration.ToHocon()
            : JsonSerializer.Serialize(value);
    }
}
