using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.TestKit.Configs;
using Akka.TestKit.Internal;
using TestActorMessages = Akka.TestKit.TestActor;

namespace Akka.TestKit;

/// <summary>
/// A test's view of an actor system: a test actor that queues what it is sent, and expectations about that queue. Independent of a
/// test framework; derive from the <c>TestKit</c> of the framework in use. Every expectation has a blocking and an asynchronous form
/// with the same meaning. A test kit is for one test: its members are not safe for use from several threads at once.
/// </summary>
/// <remarks>
/// Unless the class is marked with <see cref="INoImplicitSender"/>, what the test's own code sends without naming a sender has the
/// test actor as its sender, across awaits, too.
/// </remarks>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int _testActorNumber;

    private readonly ITestKitAssertions _assertions;
    private TestQueue _queue = null!;
    private ActorSystem _system = null!;
    private IActorRef _testActor = null!;
    private TestKitSettings _settings = null!;
    private ILoggingAdapter? _log;
    private TurnStack? _turnsWhereMade;
    private SynchronizationContext? _context;
    private SynchronizationContext? _outerContext;
    private MessageEnvelope _lastMessage = NullMessageEnvelope.Instance;
    private TimeSpan? _end;
    private bool _lastWasNoMsg;

    /// <summary>Tests on a system of its own or on one given.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="system">The system; null to create one with the test kit's defaults.</param>
    /// <param name="testActorName">The test actor's name; null for <c>testActorN</c>.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    /// <summary>Tests on a system of its own.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="setup">How the system is made; the test kit's defaults lie below its configuration.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for <c>testActorN</c>.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    /// <summary>Tests on a system of its own.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="config">The system's configuration; the test kit's defaults lie below it.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for <c>testActorN</c>.</param>
    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, SetupOf(config), actorSystemName, testActorName)
    {
    }

    /// <summary>Tests on a system of its own or on one given.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="system">The system; null to create one.</param>
    /// <param name="config">How the system is made where none is given; the test kit's defaults lie below its configuration.</param>
    /// <param name="actorSystemName">The name of the system that is made; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for <c>testActorN</c>.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        ArgumentNullException.ThrowIfNull(config);
        _assertions = assertions;
        InitializeTest(system, config, actorSystemName, testActorName);
    }

    /// <summary>The test kit's defaults: its loggers, timeouts and dispatchers.</summary>
    public static Config DefaultConfig { get; } = EmbeddedConfig.Load("Reference.conf");

    /// <summary>Logs at debug level all that the engine can say about its actors.</summary>
    public static Config FullDebugConfig { get; } = EmbeddedConfig.Load("FullDebug.conf");

    /// <summary>Time since some moment; never jumps. Only differences mean something.</summary>
    public static TimeSpan Now => Waiting.Now;

    /// <summary>The actor system under test.</summary>
    public ActorSystem Sys => _system;

    /// <summary>The settings under <c>akka.test</c>.</summary>
    public TestKitSettings TestKitSettings => _settings;

    /// <summary>The actor whose messages the expectations are about.</summary>
    public IActorRef TestActor => _testActor;

    /// <summary>The message received last; null where the last receive got none.</summary>
    public object? LastMessage => _lastMessage is RealMessageEnvelope real ? real.Message : null;

    /// <summary>The sender of the message received last.</summary>
    /// <exception cref="IllegalActorStateException">The last receive got no message.</exception>
    public IActorRef LastSender => _lastMessage.Sender;

    /// <summary>Whether there are messages that the test has not yet taken.</summary>
    public bool HasMessages => _queue.HasMessages;

    /// <summary>Logs to the system's log in the name of the test class.</summary>
    public ILoggingAdapter Log => _log ??= Logging.GetLogger(_system, GetType());

    /// <summary>Expects or mutes events of the system's log.</summary>
    public EventFilterFactory EventFilter => new(this);

    internal ITestKitAssertions Assertions => _assertions;

    /// <summary>Expects or mutes events of another system's log.</summary>
    /// <param name="system">The system; it must log by a <see cref="TestEventListener"/>.</param>
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    /// <summary>Throws away messages, from now on, that a predicate holds for; each call replaces the one before.</summary>
    /// <param name="shouldIgnoreMessage">True for what is to be thrown away.</param>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnoreMessage);
        _testActor.Tell(new TestActorMessages.SetIgnore(message => shouldIgnoreMessage(message)), _testActor);
    }

    /// <summary>Throws away messages of some type, from now on, that a predicate holds for.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    /// <param name="shouldIgnoreMessage">True for what is to be thrown away.</param>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnoreMessage);
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));
    }

    /// <summary>Throws away messages of some type, from now on.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    /// <summary>Keeps all messages from now on.</summary>
    public void IgnoreNoMessages() => _testActor.Tell(new TestActorMessages.SetIgnore(null), _testActor);

    /// <summary>Lets a pilot answer what arrives from now on; it can still be expected afterwards.</summary>
    /// <param name="pilot">The pilot.</param>
    public void SetAutoPilot(AutoPilot pilot) => _testActor.Tell(new TestActorMessages.SetAutoPilot(pilot), _testActor);

    /// <summary>Makes or takes the system and starts the test actor; called by the constructor.</summary>
    /// <param name="system">The system; null to create one.</param>
    /// <param name="config">The configuration of the system that is made; the test kit's defaults lie below it.</param>
    /// <param name="actorSystemName">The name of the system that is made; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for <c>testActorN</c>.</param>
    protected void InitializeTest(ActorSystem? system, Config config, string? actorSystemName, string? testActorName) =>
        InitializeTest(system, SetupOf(config), actorSystemName, testActorName);

    /// <summary>Makes or takes the system and starts the test actor; called by the constructor.</summary>
    /// <param name="system">The system; null to create one.</param>
    /// <param name="config">How the system is made; the test kit's defaults lie below its configuration.</param>
    /// <param name="actorSystemName">The name of the system that is made; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for <c>testActorN</c>.</param>
    protected virtual void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        _queue = new TestQueue();
        // Starting a system waits for its loggers, which run on the thread pool.
        using (BlockedThread.Enter())
            _system = system ?? ActorSystem.Create(actorSystemName ?? "test", WithDefaults(config));
        _settings = TestKitExtension.For(_system);
        if (!_system.HasExtension<TestKitAssertionsProvider>())
            _system.RegisterExtension(new TestKitAssertionsExtension(_assertions));

        _testActor = StartTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref _testActorNumber)}");
        BecomeImplicitSender();
    }

    private static ActorSystemSetup SetupOf(Config config) =>
        ActorSystemSetup.Empty.And(BootstrapSetup.Create().WithConfig(config));

    private static ActorSystemSetup WithDefaults(ActorSystemSetup setup)
    {
        var given = setup.Get<BootstrapSetup>();
        var bootstrap = given.HasValue ? given.Value : BootstrapSetup.Create();
        return setup.And(bootstrap.WithConfig(bootstrap.Config.HasValue ? bootstrap.Config.Value.WithFallback(DefaultConfig) : DefaultConfig));
    }

    private void BecomeImplicitSender()
    {
        if (this is TestProbe)
            return;
        var cell = this is INoImplicitSender ? null : ((LocalActorRef)_testActor).Cell;
        InternalCurrentActorCellKeeper.Current = cell;
        _turnsWhereMade = TurnStack.OfThisThread;
        _outerContext = SynchronizationContext.Current;
        _context = new ActorCellKeepingSynchronizationContext(cell);
        SynchronizationContext.SetSynchronizationContext(_context);
    }

    /// <summary>
    /// What the constructor did to its thread ends with the test, which an await may have brought to another one: the thread goes back
    /// to the pool, what others send from it must not have this test's actor as its sender, and nothing may keep the system alive.
    /// </summary>
    private protected void StopBeingImplicitSender()
    {
        if (InternalCurrentActorCellKeeper.Current is { } cell && ReferenceEquals(cell.Self, _testActor))
            InternalCurrentActorCellKeeper.Current = null;
        _turnsWhereMade?.LeaveContextOf(((LocalActorRef)_testActor).Cell);
        if (_context is not null && ReferenceEquals(SynchronizationContext.Current, _context))
            SynchronizationContext.SetSynchronizationContext(_outerContext);
    }

    /// <summary>Reports a failure that nothing can follow.</summary>
    private InvalidOperationException Failure(string format, params object?[] args)
    {
        _assertions.Fail(format, args);
        return new InvalidOperationException($"{_assertions.GetType()}.Fail must throw, and it returned.");
    }

    private void LogCall(string format, params object[] args)
    {
        if (_settings.LogTestKitCalls)
            Log.Debug(format, args);
    }
}
