using System.Text;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The actor system.</summary>
public class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ExtensionTable _extensions;
    private readonly TerminationCallbacks _terminationCallbacks = new();
    private readonly TaskCompletionSource _whenTerminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IActorRef? _deadLetterListener;
    private int _terminating;

    /// <summary>Builds a system; <see cref="Start"/> brings it to life.</summary>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public ActorSystemImpl(string name, Config config, ActorSystemSetup setup)
    {
        if (!IsValidName(name))
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        }
        ArgumentNullException.ThrowIfNull(config);

        Name = name;
        Settings = new Settings(this, config, setup);
        EventStream = new EventStream(Settings.DebugEventStream);
        EventStream.StartStdoutLogger(Settings);
        Log = new BusLogging(EventStream, $"ActorSystem({name})", GetType(), Settings.LogFormatter);
        Scheduler = MakeScheduler();
        LocalProvider = new LocalActorRefProvider(name, Settings, EventStream);
        Mailboxes = new Mailboxes(this);
        Dispatchers = new Dispatchers(this, new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings, Mailboxes));
        _extensions = new ExtensionTable(this);
    }

    private LocalActorRefProvider LocalProvider { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Settings Settings { get; }

    /// <inheritdoc/>
    public override EventStream EventStream { get; }

    /// <inheritdoc/>
    public override IScheduler Scheduler { get; }

    /// <inheritdoc/>
    public override ILoggingAdapter Log { get; }

    /// <inheritdoc/>
    public override Dispatchers Dispatchers { get; }

    /// <inheritdoc/>
    public override Mailboxes Mailboxes { get; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider => LocalProvider;

    /// <inheritdoc/>
    public override IInternalActorRef Guardian => LocalProvider.Guardian;

    /// <inheritdoc/>
    public override IInternalActorRef SystemGuardian => LocalProvider.SystemGuardian;

    /// <inheritdoc/>
    public override IInternalActorRef LookupRoot => LocalProvider.RootGuardian;

    /// <inheritdoc/>
    public override IActorRef DeadLetters => LocalProvider.DeadLetters;

    /// <inheritdoc/>
    public override IActorRef IgnoreRef => LocalProvider.IgnoreRef;

    /// <inheritdoc/>
    public override Task WhenTerminated => _whenTerminated.Task;

    /// <summary>Brings the guardians, the loggers and the configured extensions to life.</summary>
    public void Start()
    {
        try
        {
            LocalProvider.Init(this);
            _ = CompleteWhenTreeHasEnded();
            EventStream.StartUnsubscriber(this);
            EventStream.StartDefaultLoggers(this);
            if (Settings.LogDeadLetters > 0)
                _deadLetterListener = DeadLetterListener.Start(this);
            CoordinatedShutdown.Get(this);
            _extensions.LoadConfigured(Settings.Config);
            if (Settings.LogConfigOnStart)
                Log.Info(Settings.ToString());
        }
        catch
        {
            FinalTerminate();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IActorRef ActorOf(Props props, string? name = null) =>
        LocalProvider.Guardian.Cell.AttachChild(props, isSystemService: false, name);

    /// <inheritdoc/>
    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        LocalProvider.SystemGuardian.Cell.AttachChild(props, isSystemService: true, name);

    /// <inheritdoc/>
    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    /// <inheritdoc/>
    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);

    /// <inheritdoc/>
    public override ActorSelection ActorSelection(string actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this, LookupRoot);

    /// <inheritdoc/>
    public override void Stop(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        // Its parent is to know that it is waited for; only the guardians' own turns may say so.
        var parent = actor.Path.Parent;
        if (parent == Guardian.Path)
            Guardian.Tell(new StopChild(actor));
        else if (parent == SystemGuardian.Path)
            SystemGuardian.Tell(new StopChild(actor));
        else
            ((IInternalActorRef)actor).Stop();
    }

    /// <inheritdoc/>
    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate)
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            FinalTerminate();
        return WhenTerminated;
    }

    /// <inheritdoc/>
    public override void Abort() => FinalTerminate();

    internal override Task FinalTerminate()
    {
        if (Interlocked.Exchange(ref _terminating, 1) == 0)
        {
            Log.Debug("System shutdown initiated");
            if (!Settings.LogDeadLettersDuringShutdown)
                (_deadLetterListener as IInternalActorRef)?.Stop();
            if (LocalProvider.IsInitialized)
                LocalProvider.Guardian.Stop();
            else
                _whenTerminated.TrySetResult();
        }
        return WhenTerminated;
    }

    private protected override void WaitForEnd()
    {
        var shutdown = CoordinatedShutdown.Get(this);
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate)
        {
            // Phases have time limits; actors have none.
            var phases = shutdown.Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
            Task.WhenAny(WhenTerminated, phases).GetAwaiter().GetResult();
            // The last phase has waited, and said so when it was in vain. It was never reached when one before it failed.
            if (Volatile.Read(ref _terminating) != 0)
                return;
        }
        CoordinatedShutdownExtension.EndWithin(this, shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate)).GetAwaiter().GetResult();
    }

    private async Task CompleteWhenTreeHasEnded()
    {
        await LocalProvider.TerminationTask.ConfigureAwait(false);
        try
        {
            _terminationCallbacks.Run(Log);
            EventStream.StopDefaultLoggers(this);
            (Scheduler as IDisposable)?.Dispose();
            Dispatchers.Shutdown();
        }
        catch (Exception e)
        {
            Log.Error(e, "The actors have ended; giving back the system's threads failed.");
        }
        finally
        {
            _whenTerminated.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public override void RegisterOnTermination(Action code) => _terminationCallbacks.Add(code);

    /// <inheritdoc/>
    public override object? RegisterExtension(IExtensionId extension) => _extensions.Register(extension);

    /// <inheritdoc/>
    public override object? GetExtension(IExtensionId extensionId) => _extensions.Register(extensionId);

    /// <inheritdoc/>
    public override T? GetExtension<T>()
        where T : class => TryGetExtension<T>(out var extension) ? extension : null;

    /// <inheritdoc/>
    public override bool HasExtension(Type type) => TryGetExtension(type, out _);

    /// <inheritdoc/>
    public override bool HasExtension<T>() => HasExtension(typeof(T));

    /// <inheritdoc/>
    public override bool TryGetExtension(Type extensionType, out object? extension) => _extensions.TryGet(extensionType, out extension);

    /// <inheritdoc/>
    public override bool TryGetExtension<T>(out T? extension)
        where T : class
    {
        var found = TryGetExtension(typeof(T), out var untyped);
        extension = (T?)untyped;
        return found;
    }

    /// <inheritdoc/>
    public override string PrintTree()
    {
        var text = new StringBuilder();
        Print(LocalProvider.RootGuardian, "");
        return text.ToString();

        void Print(IActorRef actor, string indent)
        {
            text.Append(indent).Append(indent.Length == 0 ? "" : "-> ").AppendLine(actor.Path.Name.Length == 0 ? "/" : actor.Path.Name);
            if (actor is not ActorRefWithCell withCell)
                return;
            foreach (var child in withCell.Children)
                Print(child, indent + "   ");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => LookupRoot.Path.Root.Address.ToString();

    private IScheduler MakeScheduler() =>
        Settings.Config.Make<IScheduler>("akka.scheduler.implementation", Settings.SchedulerClass, Settings.Config, Log);

    private static bool IsValidName(string name)
    {
        if (string.IsNullOrEmpty(name) || !char.IsAsciiLetterOrDigit(name[0]))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }
        return true;
    }
}
