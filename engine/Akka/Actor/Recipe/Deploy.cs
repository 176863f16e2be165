using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Where an actor lives; here always in this process.</summary>
public abstract class Scope : IEquatable<Scope>
{
    /// <summary>In this process.</summary>
    public static readonly LocalScope Local = LocalScope.Instance;

    /// <summary>This scope, with what it leaves open from another.</summary>
    public abstract Scope WithFallback(Scope other);

    /// <summary>A copy.</summary>
    public abstract Scope Copy();

    /// <inheritdoc/>
    public virtual bool Equals(Scope? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scope);

    /// <inheritdoc/>
    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>In this process.</summary>
public class LocalScope : Scope, ISurrogated
{
    private LocalScope()
    {
    }

    /// <summary>The only instance.</summary>
    public static LocalScope Instance { get; } = new();

    /// <inheritdoc/>
    public override Scope WithFallback(Scope other) => Instance;

    /// <inheritdoc/>
    public override Scope Copy() => Instance;

    /// <inheritdoc/>
    public ISurrogate ToSurrogate(ActorSystem system) => new LocalScopeSurrogate();

    /// <summary>The scope as plain data.</summary>
    public class LocalScopeSurrogate : ISurrogate
    {
        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => Instance;
    }
}

/// <summary>Nothing said about where an actor lives.</summary>
internal sealed class NoScope : Scope
{
    public static readonly NoScope Instance = new();

    public override Scope WithFallback(Scope other) => other;

    public override Scope Copy() => Instance;
}

/// <summary>How an actor is deployed: its dispatcher, mailbox and stash. Immutable.</summary>
public class Deploy : IEquatable<Deploy>, ISurrogated
{
    /// <summary>No dispatcher named.</summary>
    public static readonly string NoDispatcherGiven = string.Empty;

    /// <summary>No mailbox named.</summary>
    public static readonly string NoMailboxGiven = string.Empty;

    /// <summary>No scope named.</summary>
    public static readonly Scope NoScopeGiven = NoScope.Instance;

    /// <summary>In this process, nothing else said.</summary>
    public static readonly Deploy Local = new(Scope.Local);

    /// <summary>Nothing said at all.</summary>
    public static readonly Deploy None = new();

    /// <summary>No limit to the stash named.</summary>
    public const int NoStashSize = -1;

    /// <summary>Nothing said.</summary>
    public Deploy()
        : this("", Config.Empty, NoScopeGiven, NoDispatcherGiven, NoMailboxGiven)
    {
    }

    /// <summary>A scope.</summary>
    public Deploy(Scope scope)
        : this("", Config.Empty, scope, NoDispatcherGiven, NoMailboxGiven)
    {
    }

    /// <summary>A scope for the actors under a path.</summary>
    public Deploy(string path, Scope scope)
        : this(path, Config.Empty, scope, NoDispatcherGiven, NoMailboxGiven)
    {
    }

    /// <summary>All that can be said.</summary>
    public Deploy(string path, Config config, Scope scope, string dispatcher, string mailbox, int stashCapacity = NoStashSize)
    {
        Path = path;
        Config = config;
        Scope = scope ?? NoScopeGiven;
        Dispatcher = dispatcher ?? NoDispatcherGiven;
        Mailbox = mailbox ?? NoMailboxGiven;
        StashCapacity = stashCapacity;
    }

    /// <summary>The path it is for, from the configuration.</summary>
    public string Path { get; }

    /// <summary>Its section of the configuration.</summary>
    public Config Config { get; }

    /// <summary>Where the actor lives.</summary>
    public Scope Scope { get; }

    /// <summary>The dispatcher's path in the configuration.</summary>
    public string Dispatcher { get; }

    /// <summary>The mailbox's path in the configuration.</summary>
    public string Mailbox { get; }

    /// <summary>How many messages may be stashed; -1: no limit.</summary>
    public int StashCapacity { get; }

    /// <summary>This deployment, with what it leaves open from another.</summary>
    public virtual Deploy WithFallback(Deploy other) => new(
        Path,
        ReferenceEquals(Config, other.Config) ? Config : Config.WithFallback(other.Config),
        Scope.WithFallback(other.Scope),
        Dispatcher == NoDispatcherGiven ? other.Dispatcher : Dispatcher,
        Mailbox == NoMailboxGiven ? other.Mailbox : Mailbox,
        StashCapacity == NoStashSize ? other.StashCapacity : StashCapacity);

    /// <summary>The same in another scope.</summary>
    public virtual Deploy WithScope(Scope scope) => new(Path, Config, scope, Dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with another mailbox.</summary>
    public virtual Deploy WithMailbox(string mailbox) => new(Path, Config, Scope, Dispatcher, mailbox, StashCapacity);

    /// <summary>The same on another dispatcher.</summary>
    public virtual Deploy WithDispatcher(string dispatcher) => new(Path, Config, Scope, dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with a limit to the stash.</summary>
    public virtual Deploy WithStashCapacity(int stashSize) => new(Path, Config, Scope, Dispatcher, Mailbox, stashSize);

    /// <inheritdoc/>
    public bool Equals(Deploy? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Path == other.Path && Scope.Equals(other.Scope) && Dispatcher == other.Dispatcher
            && Mailbox == other.Mailbox && StashCapacity == other.StashCapacity);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Deploy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Dispatcher, Mailbox, StashCapacity);

    /// <inheritdoc/>
    public ISurrogate ToSurrogate(ActorSystem system) => new DeploySurrogate
    {
        Path = Path,
        Config = Config,
        Scope = Scope,
        Dispatcher = Dispatcher,
        Mailbox = Mailbox,
        StashCapacity = StashCapacity,
    };

    /// <summary>A deployment as plain data.</summary>
    public class DeploySurrogate : ISurrogate
    {
        /// <summary>The path it is for.</summary>
        public string Path { get; set; } = "";

        /// <summary>Its section of the configuration.</summary>
        public Config Config { get; set; } = Config.Empty;

        /// <summary>Where the actor lives.</summary>
        public Scope Scope { get; set; } = NoScopeGiven;

        /// <summary>The dispatcher.</summary>
        public string Dispatcher { get; set; } = NoDispatcherGiven;

        /// <summary>The mailbox.</summary>
        public string Mailbox { get; set; } = NoMailboxGiven;

        /// <summary>The limit of the stash.</summary>
        public int StashCapacity { get; set; } = NoStashSize;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new Deploy(Path, Config, Scope, Dispatcher, Mailbox, StashCapacity);
    }
}
