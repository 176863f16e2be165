using System.Collections.Concurrent;

namespace Akka.Util.Reflection;

/// <summary>Finds types by the names written in configuration and remembers those it found.</summary>
public static class TypeCache
{
    private static readonly ConcurrentDictionary<string, Type> Found = new(StringComparer.Ordinal);

    /// <summary>The type named <paramref name="typeName"/>, for example <c>Akka.Event.DefaultLogger, Akka</c>.</summary>
    /// <returns>The type, or null if there is none of that name.</returns>
    public static Type? GetType(string typeName)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        if (Found.TryGetValue(typeName, out var known))
            return known;
        var type = Type.GetType(typeName, throwOnError: false);
        if (type is not null)
            Found.TryAdd(typeName, type);
        return type;
    }
}
