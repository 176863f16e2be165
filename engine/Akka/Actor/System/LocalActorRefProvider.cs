using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Makes and finds the refs of actors of this process.</summary>
public sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly EventStream _eventStream;
    private readonly TaskCompletionSource<Status> _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorSystemImpl? _system;
    private RootGuardianActorRef? _rootGuardian;
    private LocalActorRef? _guardian;
    private LocalActorRef? _systemGuardian;
    private VirtualPathContainer? _tempContainer;
    private long _tempNumber;

    /// <summary>The provider of a system.</summary>
    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream)
    {
        Settings = settings;
        _eventStream = eventStream;
        Deployer = new Deployer(settings);
        RootPath = new RootActorPath(new Address("akka", systemName));
        DeadLetters = new DeadLetterActorRef(this, RootPath / "deadLetters", eventStream);
        IgnoreRef = new IgnoreActorRef(this);
        Log = Logging.GetLogger(eventStream, $"LocalActorRefProvider({RootPath.Address})");
    }

    internal bool IsInitialized => _guardian is not null;

    /// <summary>Where the provider reports.</summary>
    public ILoggingAdapter Log { get; }

    /// <inheritdoc/>
    public Settings Settings { get; }

    /// <inheritdoc/>
    public Deployer Deployer { get; }

    /// <inheritdoc/>
    public ActorPath RootPath { get; }

    /// <inheritdoc/>
    public IActorRef DeadLetters { get; }

    /// <inheritdoc/>
    public IActorRef IgnoreRef { get; }

    /// <inheritdoc/>
    public IInternalActorRef RootGuardian => _rootGuardian!;

    /// <inheritdoc/>
    public LocalActorRef Guardian => _guardian!;

    /// <inheritdoc/>
    public LocalActorRef SystemGuardian => _systemGuardian!;

    /// <inheritdoc/>
    public IInternalActorRef TempContainer => _tempContainer!;

    /// <inheritdoc/>
    public Task TerminationTask => _terminated.Task;

    /// <inheritdoc/>
    public Address DefaultAddress => RootPath.Address;

    /// <inheritdoc/>
    public void Init(ActorSystemImpl system)
    {
        _system = system;
        var dispatcher = system.Dispatchers.InternalDispatcher;
        var mailbox = new UnboundedMailbox();
        var supervisor = new RootGuardianSupervisor((RootActorPath)RootPath, this, _terminated, Log);

        var rootProps = Props.Create<GuardianActor>().WithSupervisorStrategy(new OneForOneStrategy(cause =>
        {
            Log.Error(cause, "guardian failed, shutting down system");
            return Directive.Stop;
        }));
        _rootGuardian = new RootGuardianActorRef(system, rootProps, dispatcher, mailbox, supervisor, RootPath, DeadLetters);
        _tempContainer = new VirtualPathContainer(system, RootPath / "temp", _rootGuardian);
        _rootGuardian.SetTempContainer(_tempContainer);
        _rootGuardian.Start();

        var userStrategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass, Settings.Config).Create();
        var userDispatcher = system.Dispatchers.InternalDispatcher;
        _guardian = MakeGuardian("user", Props.Create<GuardianActor>().WithSupervisorStrategy(userStrategy), userDispatcher);
        _systemGuardian = MakeGuardian("system", Props.Create(() => new SystemGuardianActor(_guardian)), dispatcher);
        // The order of the end: the user's actors, then the engine's own, then the root.
        _rootGuardian.SendSystemMessage(new Dispatch.SysMsg.Watch(_systemGuardian, _rootGuardian));
        _systemGuardian.SendSystemMessage(new Dispatch.SysMsg.Watch(_guardian, _systemGuardian));

        LocalActorRef MakeGuardian(string name, Props props, MessageDispatcher on)
        {
            var guardian = new LocalActorRef(system, props, on, mailbox, _rootGuardian, new ChildActorPath(RootPath, name, ActorCell.NewUid()));
            _rootGuardian.Cell.AddChild(guardian);
            guardian.Start();
            return guardian;
        }
    }

    /// <inheritdoc/>
    public ActorPath TempPath() =>
        _tempContainer!.Path / ("$" + Base64Encoding.Base64Encode(Interlocked.Increment(ref _tempNumber) - 1, ""));

    /// <inheritdoc/>
    public FutureActorRef<T> CreateFutureRef<T>(TaskCompletionSource<T> tcs) => new(tcs, null, this);

    /// <inheritdoc/>
    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path)
    {
        if (!Equals(path.Parent, _tempContainer!.Path))
            throw new ArgumentException("Cannot RegisterTempActor() with anything not obtained from tempPath()", nameof(path));
        _tempContainer.AddChild(path.Name, actorRef);
    }

    /// <inheritdoc/>
    public void UnregisterTempActor(ActorPath path)
    {
        if (!Equals(path.Parent, _tempContainer!.Path))
            throw new ArgumentException("Cannot UnregisterTempActor() with anything not obtained from tempPath()", nameof(path));
        _tempContainer.RemoveChild(path.Name);
    }

    /// <inheritdoc/>
    public IActorRef RootGuardianAt(Address address) => address == RootPath.Address ? RootGuardian : DeadLetters;

    /// <inheritdoc/>
    public Address? GetExternalAddressFor(Address address) => address == RootPath.Address ? address : null;

    /// <inheritdoc/>
    public IInternalActorRef ActorOf(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService, Deploy? deploy, bool lookupDeploy, bool async)
    {
        var configured = lookupDeploy && !systemService ? deploy ?? Deployer.Lookup(path) : deploy;
        if (configured is not null)
            props = props.WithDeploy(configured);

        MessageDispatcher dispatcher;
        if (props.Deploy.Dispatcher.Length == 0 || props.Deploy.Dispatcher == Dispatchers.DefaultDispatcherId)
        {
            dispatcher = systemService ? system.Dispatchers.InternalDispatcher : system.Dispatchers.DefaultGlobalDispatcher;
        }
        else
        {
            dispatcher = system.Dispatchers.Find(props.Deploy.Dispatcher)
                ?? throw props.Deploy.Config.Refuse("dispatcher", $"Dispatcher [{props.Deploy.Dispatcher}] not configured for path {path}");
        }

        try
        {
            var mailbox = system.Mailboxes.GetMailboxType(props, dispatcher.Configurator.Config);
            return new LocalActorRef(system, props, dispatcher, mailbox, supervisor, path);
        }
        catch (Exception e) when (e is not ConfigurationException)
        {
            throw new ConfigurationException(
                $"Configuration problem while creating [{path}] with dispatcher [{props.Dispatcher}] and mailbox [{props.Mailbox}]: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public IActorRef ResolveActorRef(string path)
    {
        if (IgnorePath(path))
            return IgnoreRef;
        if (ActorPath.TryParse(path, out var actorPath) && actorPath.Address == RootPath.Address)
            return ResolveActorRef(actorPath);
        Log.Debug("Resolve of unknown path [{0}] failed. Invalid format.", path);
        return DeadLetters;
    }

    private bool IgnorePath(string path) => string.Equals(path, IgnoreRef.Path.ToSerializationFormat(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Root.Equals(RootPath))
        {
            if (actorPath.Depth == 0)
                return RootGuardian;
            var found = RootGuardian.GetChild(actorPath.Elements);
            if (!found.IsNobody() && (actorPath.Uid == ActorCell.UndefinedUid || actorPath.Uid == found.Path.Uid))
                return found;
            return new EmptyLocalActorRef(this, actorPath, _eventStream);
        }
        Log.Debug("Resolve of foreign ActorPath [{0}] failed", actorPath);
        return DeadLetters;
    }
}
