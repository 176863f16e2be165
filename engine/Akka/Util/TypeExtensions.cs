using System.Collections.Concurrent;

namespace Akka.Util;

/// <summary>Questions about types.</summary>
public static class TypeExtensions
{
    private static readonly ConcurrentDictionary<Type, string> QualifiedNames = new();

    /// <summary>Whether <paramref name="type"/> is, derives from or implements <typeparamref name="T"/>.</summary>
    public static bool Implements<T>(this Type type) => Implements(type, typeof(T));

    /// <summary>Whether <paramref name="type"/> is, derives from or implements <paramref name="moreGeneralType"/>.</summary>
    public static bool Implements(this Type type, Type moreGeneralType)
    {
        ArgumentNullException.ThrowIfNull(moreGeneralType);
        return moreGeneralType.IsAssignableFrom(type);
    }

    /// <summary>
    /// The type's full name and its assembly's simple name, as written in configuration:
    /// <c>Akka.Event.DefaultLogger, Akka</c>. Versions and keys are left out so that an update does not change it.
    /// </summary>
    public static string TypeQualifiedName(this Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return QualifiedNames.GetOrAdd(type, static t => $"{t.FullName}, {t.Assembly.GetName().Name}");
    }
}
