using Akka.Actor;

namespace Akka.Event;

/// <summary>What log events name as their origin: a text and a class.</summary>
public readonly struct LogSource
{
    private LogSource(string source, Type type)
    {
        Source = source;
        Type = type;
    }

    /// <summary>The text.</summary>
    public string Source { get; }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The source of the given text and class.</summary>
    public static LogSource Create(string source, Type t) => new(source, t);

    /// <summary>The source that stands for <paramref name="o"/>: actors go by their path, texts by themselves, all else by its type's name.</summary>
    public static LogSource Create(object? o) => o switch
    {
        IActorContext context => new LogSource(context.Self.Path.ToString()!, SourceType(o)),
        IActorRef actorRef => new LogSource(actorRef.Path.ToString()!, SourceType(o)),
        string text => new LogSource(text, SourceType(o)),
        Type type => new LogSource(Logging.SimpleName(type), type),
        LogSource source => source,
        null => new LogSource("(null)", typeof(DummyClassForStringSources)),
        _ => new LogSource(Logging.SimpleName(o), SourceType(o)),
    };

    /// <summary>As <see cref="Create(object)"/>, and names the actor system where the path does not.</summary>
    public static LogSource Create(object? o, ActorSystem system) => o switch
    {
        IActorContext context => new LogSource(FromActor(context, system), SourceType(o)),
        IActorRef actorRef => new LogSource(FromActorRef(actorRef, system), SourceType(o)),
        string text => new LogSource(FromString(text, system), SourceType(o)),
        Type type => new LogSource(FromType(type, system), type),
        LogSource source => source,
        null => new LogSource(FromString("(null)", system), typeof(DummyClassForStringSources)),
        _ => new LogSource(FromType(o.GetType(), system), SourceType(o)),
    };

    /// <summary>A text and the actor system's address: <c>remoting (akka://sys)</c>.</summary>
    public static string FromString(string source, ActorSystem system) => $"{source} ({system})";

    /// <summary>A type's name and the actor system's address: <c>Cluster (akka://sys)</c>.</summary>
    public static string FromType(Type t, ActorSystem system) => $"{Logging.SimpleName(t)} ({system})";

    /// <summary>The actor's path with its address.</summary>
    public static string FromActor(IActorContext actor, ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return FromActorRef(actor.Self, system);
    }

    /// <summary>The actor's path with its address.</summary>
    public static string FromActorRef(IActorRef a, ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(a);
        return system is ExtendedActorSystem { Provider: { } provider }
            ? a.Path.ToStringWithAddress(provider.DefaultAddress)
            : a.Path.ToString()!;
    }

    /// <summary>The class that stands for <paramref name="o"/>: for an actor's context the actor's class.</summary>
    public static Type SourceType(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return o switch
        {
            Type type => type,
            string => typeof(DummyClassForStringSources),
            IActorContext context => context.Props.Type,
            _ => o.GetType(),
        };
    }
}
