using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The settings under <c>akka.test</c>. Durations are as configured: not dilated.</summary>
public class TestKitSettings : IExtension
{
    /// <summary>Reads the settings.</summary>
    /// <param name="config">A whole configuration, with the test kit's defaults in it.</param>
    /// <exception cref="ConfigurationException"><c>akka.test.timefactor</c> is not a positive number.</exception>
    public TestKitSettings(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", allowInfinite: false);
        ExpectNoMessageDefault = config.GetTimeSpan("akka.test.expect-no-message-default", allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", allowInfinite: false);
        TestKitStartupTimeout = config.GetTimeSpan("akka.test.testkit.startup-timeout", allowInfinite: false);
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug");
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        if (!(TestTimeFactor > 0))
            throw new ConfigurationException($"Expected a positive value for \"akka.test.timefactor\" but found {TestTimeFactor}");
    }

    /// <summary><c>akka.test.default-timeout</c>: typically the timeout of an Ask, and how long latches and barriers wait.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary><c>akka.test.single-expect-default</c>: how long an expectation waits where nothing else is said.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary><c>akka.test.expect-no-message-default</c>: how long ExpectNoMsg listens where nothing else is said.</summary>
    public TimeSpan ExpectNoMessageDefault { get; }

    /// <summary><c>akka.test.filter-leeway</c>: how long an event filter waits after its block has ended.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary><c>akka.test.testkit.startup-timeout</c>: how long the construction of a test kit may wait for what it starts.</summary>
    public TimeSpan TestKitStartupTimeout { get; }

    /// <summary><c>akka.test.timefactor</c>: what <see cref="TestKitBase.Dilated"/> multiplies durations by.</summary>
    public double TestTimeFactor { get; }

    /// <summary><c>akka.test.testkit.debug</c>: whether expectations are logged at debug level.</summary>
    public bool LogTestKitCalls { get; }
}

/// <summary>Registers the <see cref="TestKitSettings"/> with an actor system.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    /// <inheritdoc/>
    public override TestKitSettings CreateExtension(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        // A system that was not made by a test kit lacks its defaults.
        system.Settings.InjectTopLevelFallback(TestKitBase.DefaultConfig);
        return new TestKitSettings(system.Settings.Config);
    }

    /// <summary>The settings of the test that runs on the system.</summary>
    /// <param name="system">The system.</param>
    public static TestKitSettings For(ActorSystem system) => system.WithExtension<TestKitSettings, TestKitExtension>();
}
