using System.Collections.Concurrent;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Something there is one of in each system.</summary>
public interface IExtension;

/// <summary>Makes and finds an extension.</summary>
public interface IExtensionId
{
    /// <summary>The extension's class.</summary>
    Type ExtensionType { get; }

    /// <summary>Makes the extension where there is none yet.</summary>
    object? Apply(ActorSystem system);

    /// <summary>The extension.</summary>
    object? Get(ActorSystem system);

    /// <summary>Makes the extension; called once in each system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}

/// <summary>Makes and finds an extension of a class.</summary>
public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    /// <summary>Makes the extension where there is none yet.</summary>
    new T Apply(ActorSystem system);

    /// <summary>The extension.</summary>
    new T Get(ActorSystem system);

    /// <summary>Makes the extension; called once in each system.</summary>
    new T CreateExtension(ExtendedActorSystem system);
}

/// <summary>The usual base of an extension's id.</summary>
public abstract class ExtensionIdProvider<T> : IExtensionId<T>
    where T : IExtension
{
    /// <inheritdoc/>
    public Type ExtensionType => typeof(T);

    /// <inheritdoc/>
    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this)!;

    /// <inheritdoc/>
    public T Get(ActorSystem system) => (T)system.GetExtension(this)!;

    /// <inheritdoc/>
    public abstract T CreateExtension(ExtendedActorSystem system);

    object? IExtensionId.Apply(ActorSystem system) => Apply(system);

    object? IExtensionId.Get(ActorSystem system) => Get(system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);

    /// <summary>Ids of one class are one id.</summary>
    public override bool Equals(object? obj) => obj is not null && obj.GetType() == GetType();

    /// <inheritdoc/>
    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>Finds extensions by their classes.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>The extension, made by its id's class where there is none yet.</summary>
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => Made<T>(system, typeof(TI));

    /// <summary>The extension, made by its id's class where there is none yet.</summary>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension => Made<T>(system, extensionId);

    /// <summary>The extension, which must have been made.</summary>
    public static T? WithExtension<T>(this ActorSystem system)
        where T : class, IExtension => system.GetExtension<T>();

    private static T Made<T>(ActorSystem system, Type extensionId)
        where T : class, IExtension =>
        system.TryGetExtension<T>(out var extension)
            ? extension!
            : (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!)!;
}

/// <summary>The extensions of a system. Whoever comes first makes one, all others wait for it.</summary>
internal sealed class ExtensionTable(ActorSystemImpl system)
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public object? Register(IExtensionId? extension)
    {
        if (extension is null)
            return null;
        var lazy = _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(system)));
        try
        {
            return lazy.Value;
        }
        catch
        {
            // The next one to ask tries again.
            _extensions.TryRemove(new KeyValuePair<Type, Lazy<object>>(extension.ExtensionType, lazy));
            throw;
        }
    }

    public bool TryGet(Type extensionType, out object? extension)
    {
        extension = _extensions.TryGetValue(extensionType, out var lazy) ? lazy.Value : null;
        return extension is not null;
    }

    /// <summary>Makes what <c>akka.extensions</c> lists.</summary>
    public void LoadConfigured(Config config)
    {
        foreach (var name in config.GetStringList("akka.extensions", []))
        {
            Register(config.Make<IExtensionId>("akka.extensions", name));
        }
    }
}
