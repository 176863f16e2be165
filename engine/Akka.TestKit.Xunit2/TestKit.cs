using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>
/// The base of xUnit test classes: each test gets an actor system of its own, or works on one given, and terminates it at its end.
/// With an output, what the system logs appears in the test's result.
/// </summary>
public class TestKit : TestKitBase, IDisposable
{
    private static int _outputLoggerNumber;
    private int _disposed;

    /// <summary>Where the test's output goes, or null.</summary>
    protected readonly ITestOutputHelper? Output;

    /// <summary>Tests on a system of its own, with the test kit's defaults, or on one given.</summary>
    /// <param name="system">The system; null to create one. Either is terminated when the test ends; see <see cref="AfterAll"/>.</param>
    /// <param name="output">Where the test's output goes.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests on a system of its own.</summary>
    /// <param name="config">How the system is made; the test kit's defaults lie below its configuration.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="output">Where the test's output goes.</param>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests on a system of its own.</summary>
    /// <param name="config">The system's configuration; the test kit's defaults lie below it.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="output">Where the test's output goes.</param>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests on a system of its own.</summary>
    /// <param name="config">The system's configuration, as HOCON; the test kit's defaults lie below it.</param>
    /// <param name="output">Where the test's output goes.</param>
    public TestKit(string config, ITestOutputHelper? output = null)
        : base(Assertions, ConfigurationFactory.ParseString(config))
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <inheritdoc cref="TestKitBase.DefaultConfig"/>
    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <inheritdoc cref="TestKitBase.FullDebugConfig"/>
    public static new Config FullDebugConfig => TestKitBase.FullDebugConfig;

    /// <summary>Reports failures to xUnit.</summary>
    protected static new XunitAssertions Assertions { get; } = new();

    /// <summary>Ends the test; xUnit calls it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called once when the test has ended. Terminates the system; an override must do so itself or call this.</summary>
    protected virtual void AfterAll() => Shutdown();

    /// <summary>Ends the test.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        try
        {
            AfterAll();
        }
        finally
        {
            StopBeingImplicitSender();
        }
    }

    /// <summary>Sends what a system logs to the test's output, if there is one.</summary>
    /// <param name="system">The system.</param>
    protected void InitializeLogger(ActorSystem system) => StartOutputLogger(system, Output);

    /// <summary>Sends what a system logs to the test's output, if there is one, each line after a prefix: for tests with several systems.</summary>
    /// <param name="system">The system.</param>
    /// <param name="prefix">The prefix.</param>
    protected void InitializeLogger(ActorSystem system, string prefix) =>
        StartOutputLogger(system, Output is null ? null : new PrefixedOutput(Output, prefix));

    /// <summary>The logger runs on the calling thread, so that it is there when this returns, without waiting for a thread of the pool.</summary>
    private static void StartOutputLogger(ActorSystem system, ITestOutputHelper? output)
    {
        if (output is null)
            return;
        ArgumentNullException.ThrowIfNull(system);
        TestKitExtension.For(system);
        var props = Props.Create<TestOutputLogger>(output).WithDispatcher(CallingThreadDispatcher.Id);
        var logger = ((ExtendedActorSystem)system).SystemActorOf(props, $"log-test-{Interlocked.Increment(ref _outputLoggerNumber)}");
        logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.NoSender);
    }
}
