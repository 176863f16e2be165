using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>Ready-made configurations for tests.</summary>
public static class TestConfigs
{
    /// <summary>The test kit's own defaults, the same as <see cref="TestKitBase.DefaultConfig"/>.</summary>
    public static Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <summary>The test kit's defaults with a <see cref="TestScheduler"/> in the place of the system's scheduler.</summary>
    public static Config TestSchedulerConfig { get; } =
        EmbeddedConfig.Load("TestScheduler.conf").WithFallback(TestKitBase.DefaultConfig);
}
