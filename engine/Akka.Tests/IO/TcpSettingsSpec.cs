using Akka.Configuration;
using Akka.IO;

namespace Akka.Tests.IO;

public class TcpSettingsSpec
{
    private static readonly Config Defaults = ConfigurationFactory.Default().GetConfig("akka.io.tcp")!;

    [Fact]
    public void The_defaults_are_those_of_the_reference_configuration()
    {
        var settings = TcpSettings.Create(Defaults);

        Assert.Equal(Environment.ProcessorCount * 2, settings.BatchAcceptLimit);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.RegisterTimeout);
        Assert.Equal(128 * 1024, settings.MaxFrameSizeBytes);
        Assert.Equal(80 * 1024, settings.ReceiveBufferSize);
        Assert.Equal(80 * 1024, settings.SendBufferSize);
        Assert.Equal(-1, settings.WriteCommandsQueueMaxSize);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.OrphanedCloseTimeout);
        Assert.False(settings.OutgoingSocketForceIpv4);
        Assert.False(settings.TraceLogging);
    }

    [Fact]
    public void A_register_timeout_can_be_switched_off() => Assert.Null(With("register-timeout = infinite").RegisterTimeout);

    [Fact]
    public void An_accept_limit_can_be_a_number() => Assert.Equal(7, With("batch-accept-limit = 7").BatchAcceptLimit);

    [Theory]
    [InlineData("batch-accept-limit = 0", "batch-accept-limit")]
    [InlineData("maximum-frame-size = 0", "maximum-frame-size")]
    [InlineData("receive-buffer-size = 0 KiB", "receive-buffer-size")]
    [InlineData("write-commands-queue-max-size = -2", "write-commands-queue-max-size")]
    [InlineData("transport = pigeon", "transport")]
    [InlineData("event-loops = 0", "event-loops")]
    [InlineData("event-loops = 1025", "event-loops")]
    [InlineData("event-loop-blocked-after = 25d", "event-loop-blocked-after")]
    public void A_value_out_of_range_is_refused_by_place_and_name(string setting, string key)
    {
        var error = Assert.Throws<ConfigurationException>(() => With(setting));
        Assert.Matches("^[^ ]+:1:[0-9]+: akka", error.Message);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_section_is_refused() =>
        Assert.Throws<ConfigurationException>(() => TcpSettings.Create(ConfigurationFactory.Empty));

    private static TcpSettings With(string setting) =>
        TcpSettings.Create(ConfigurationFactory.ParseString(setting).WithFallback(Defaults));
}
