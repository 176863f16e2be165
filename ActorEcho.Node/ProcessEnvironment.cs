using System.Collections;

namespace ActorEcho.Node;

/// <summary>The environment variables that the process was started with.</summary>
internal static class ProcessEnvironment
{
    public static IEnumerable<KeyValuePair<string, string>> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(static variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? string.Empty));
}
