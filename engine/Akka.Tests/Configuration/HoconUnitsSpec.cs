using Akka.Configuration;

namespace Akka.Tests.Configuration;

public class HoconUnitsSpec
{
    private static Config At(string value) => ConfigurationFactory.ParseString("a = " + value);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("100ns", 1)]
    [InlineData("250 nanos", 2)]
    [InlineData("1 nanosecond", 0)]
    [InlineData("1us", 10)]
    [InlineData("1 micro", 10)]
    [InlineData("2 microseconds", 20)]
    [InlineData("5", 50_000)]
    [InlineData("\" 5 \"", 50_000)]
    [InlineData("0.5", 5_000)]
    [InlineData("1e3", 10_000_000)]
    [InlineData("5ms", 50_000)]
    [InlineData("5 millis", 50_000)]
    [InlineData("5 milliseconds", 50_000)]
    [InlineData("1s", 10_000_000)]
    [InlineData("1.5 seconds", 15_000_000)]
    [InlineData("1 second", 10_000_000)]
    [InlineData("1m", 600_000_000)]
    [InlineData("1 minute", 600_000_000)]
    [InlineData("2 minutes", 1_200_000_000)]
    [InlineData("1h", 36_000_000_000)]
    [InlineData("1 hour", 36_000_000_000)]
    [InlineData("3 hours", 108_000_000_000)]
    [InlineData("1d", 864_000_000_000)]
    [InlineData("1 day", 864_000_000_000)]
    [InlineData("\"2days\"", 1_728_000_000_000)]
    [InlineData("1000000 days", 864_000_000_000_000_000)]
    public void A_duration_is_a_number_with_an_optional_unit(string value, long ticks)
    {
        Assert.Equal(TimeSpan.FromTicks(ticks), At(value).GetTimeSpan("a"));
        Assert.Equal(TimeSpan.FromTicks(ticks), At(value).GetValue("a")!.GetTimeSpan());
    }

    [Theory]
    [InlineData("infinite")]
    [InlineData("Infinite")]
    [InlineData("\"INFINITE\"")]
    public void A_duration_may_be_infinite_where_that_is_allowed(string value)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, At(value).GetTimeSpan("a"));
        var error = Assert.Throws<ConfigurationException>(() => At(value).GetTimeSpan("a", allowInfinite: false));
        Assert.DoesNotContain("or infinite", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-5s")]
    [InlineData("5S")]
    [InlineData("5 fortnights")]
    [InlineData("5 w")]
    [InlineData("s")]
    [InlineData("\"\"")]
    [InlineData("5 s s")]
    [InlineData("1,5")]
    [InlineData("true")]
    [InlineData("99999999999 days")]
    [InlineData("1e27 days")]
    [InlineData("{}")]
    [InlineData("[5s]")]
    public void Anything_else_is_no_duration(string value)
    {
        Assert.ThrowsAny<ConfigurationException>(() => At(value).GetTimeSpan("a"));
    }

    [Fact]
    public void A_wrong_duration_is_reported_with_its_place_its_path_and_what_is_allowed()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => ConfigurationFactory.ParseString("x {\n  timeout = 5 sec\n}").GetTimeSpan("x.timeout"));

        Assert.Equal(
            "text:2:13: x.timeout must be a duration: a number that is not negative, with an optional unit " +
            "(ns, us, ms, s, m, h, d; ms when left out), or infinite, found the string \"5 sec\".",
            error.Message);
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("\" 512 \"", 512)]
    [InlineData("0", 0)]
    [InlineData("512B", 512)]
    [InlineData("512 b", 512)]
    [InlineData("1 byte", 1)]
    [InlineData("2 bytes", 2)]
    [InlineData("1e3", 1000)]
    [InlineData("1kB", 1000)]
    [InlineData("1 kilobyte", 1000)]
    [InlineData("2 kilobytes", 2000)]
    [InlineData("1.5MB", 1_500_000)]
    [InlineData("1 megabyte", 1_000_000)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("1TB", 1_000_000_000_000)]
    [InlineData("1PB", 1_000_000_000_000_000)]
    [InlineData("1EB", 1_000_000_000_000_000_000)]
    [InlineData("2 exabytes", 2_000_000_000_000_000_000)]
    [InlineData("1K", 1024)]
    [InlineData("1k", 1024)]
    [InlineData("1Ki", 1024)]
    [InlineData("1KiB", 1024)]
    [InlineData("1 kibibyte", 1024)]
    [InlineData("0.5 KiB", 512)]
    [InlineData("1M", 1_048_576)]
    [InlineData("1m", 1_048_576)]
    [InlineData("2 MiB", 2_097_152)]
    [InlineData("1 mebibytes", 1_048_576)]
    [InlineData("1g", 1_073_741_824)]
    [InlineData("1Gi", 1_073_741_824)]
    [InlineData("1T", 1_099_511_627_776)]
    [InlineData("1PiB", 1_125_899_906_842_624)]
    [InlineData("1e", 1_152_921_504_606_846_976)]
    [InlineData("0.000000000000001ZB", 1_000_000)]
    [InlineData("0.000000000000000001 yottabytes", 1_000_000)]
    public void A_size_is_a_number_with_an_optional_unit(string value, long bytes)
    {
        Assert.Equal(bytes, At(value).GetByteSize("a"));
        Assert.Equal(bytes, At(value).GetValue("a")!.GetByteSize());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1KB")]
    [InlineData("1kb")]
    [InlineData("1 Mb")]
    [InlineData("1 kiB")]
    [InlineData("KiB")]
    [InlineData("1 K B")]
    [InlineData("unlimited")]
    [InlineData("10EB")]
    [InlineData("1ZB")]
    [InlineData("99999999YB")]
    [InlineData("[1]")]
    public void Anything_else_is_no_size(string value)
    {
        Assert.Throws<ConfigurationException>(() => At(value).GetByteSize("a"));
    }
}
