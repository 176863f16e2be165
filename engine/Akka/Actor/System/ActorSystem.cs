using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A tree of actors with its dispatchers, scheduler and event stream. Heavy: one a process is the rule. Safe from any thread.
/// </summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private bool _isDisposed;

    /// <summary>The settings.</summary>
    public abstract Settings Settings { get; }

    /// <summary>The name.</summary>
    public abstract string Name { get; }

    /// <summary>The dispatchers.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>The mailboxes.</summary>
    public abstract Mailboxes Mailboxes { get; }

    /// <summary>Where events of the whole system are published, log events among them.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Where messages go that reach nobody.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Takes every message and forgets it.</summary>
    public abstract IActorRef IgnoreRef { get; }

    /// <summary>The scheduler.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>The system's own log.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>When the system was made, on its scheduler's monotonic clock.</summary>
    public TimeSpan StartTime { get; } = Akka.Util.MonotonicClock.Elapsed;

    /// <summary>How long ago the system was made.</summary>
    public TimeSpan Uptime => Akka.Util.MonotonicClock.Elapsed - StartTime;

    /// <summary>Ends when the last actor's <c>PostStop</c> has returned and the system's threads are given back.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>A system with the default configuration.</summary>
    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>A system with a configuration; what that leaves open has the defaults.</summary>
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    /// <summary>A system with a setup.</summary>
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    /// <summary>A system with several setups.</summary>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue && bootstrap.Value.Config.HasValue ? bootstrap.Value.Config.Value : ConfigurationFactory.Empty;
        var system = new ActorSystemImpl(name, config, setup);
        system.Start();
        return system;
    }

    /// <summary>Makes a top-level actor, below <c>/user</c>.</summary>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor, wherever in the tree it is.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the coordinated shutdown (unless the configuration says otherwise) and ends all actors.</summary>
    public abstract Task Terminate();

    /// <summary>Runs an action once all actors have ended; the last registered first.</summary>
    /// <exception cref="InvalidOperationException">The system has ended.</exception>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Makes an extension, or waits for whoever is making it.</summary>
    public abstract object? RegisterExtension(IExtensionId extension);

    /// <summary>An extension by its id.</summary>
    public abstract object? GetExtension(IExtensionId extensionId);

    /// <summary>An extension by its class, or null.</summary>
    public abstract T? GetExtension<T>()
        where T : class, IExtension;

    /// <summary>Whether an extension was made.</summary>
    public abstract bool HasExtension(Type type);

    /// <summary>Whether an extension was made.</summary>
    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    /// <summary>An extension by its class, if it was made.</summary>
    public abstract bool TryGetExtension(Type extensionType, out object? extension);

    /// <summary>An extension by its class, if it was made.</summary>
    public abstract bool TryGetExtension<T>(out T? extension)
        where T : class, IExtension;

    /// <summary>
    /// Terminates the system and waits for its end, but not for ever for an actor that does not stop: no longer than the coordinated
    /// shutdown runs and, where that ended none, the time of its phase <c>actor-system-terminate</c> (10 s by default). One of its own
    /// actors does not wait: the system would wait for that actor.
    /// </summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Terminate();
        if (InternalCurrentActorCellKeeper.Current?.System != this)
            WaitForEnd();
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits for the end that <see cref="Terminate"/> has begun.</summary>
    private protected virtual void WaitForEnd() => WhenTerminated.GetAwaiter().GetResult();
}

/// <summary>What the engine and extensions see of a system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    /// <summary>Makes and finds refs.</summary>
    public abstract IActorRefProvider Provider { get; }

    /// <summary>The parent of all actors that users make.</summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>Where relative paths of selections begin.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>The parent of the engine's own actors.</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Makes an actor below <c>/system</c>.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <summary>Makes an actor below <c>/system</c>.</summary>
    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();

    /// <summary>Ends all actors without the coordinated shutdown.</summary>
    public abstract void Abort();

    /// <summary>The tree as text, for the eyes of people.</summary>
    public abstract string PrintTree();

    /// <summary>Ends all actors; what the coordinated shutdown calls last.</summary>
    internal abstract Task FinalTerminate();
}
