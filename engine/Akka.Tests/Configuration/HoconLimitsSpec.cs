using System.Globalization;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>Text made to exhaust the stack, the memory or the time is refused with an error that says so.</summary>
public class HoconLimitsSpec
{
    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Lines(int count, Func<int, string> line) =>
        string.Join('\n', Enumerable.Range(0, count).Select(line));

    public static TheoryData<string> Hostile => new()
    {
        Repeat("[", 100_000),
        Repeat("{", 100_000),
        "a=" + Repeat("[", 100_000),
        Repeat("a{", 100_000),
        Repeat("a.", 100_000) + "a=1",
        "a=${" + Repeat("a.", 100_000) + "a}",
        "a=" + Repeat("[{a:", 100_000),
        Lines(20_000, i => $"a{i} = ${{a{i + 1}}}"),
        Lines(20_000, i => $"a{i + 1} {{ b = ${{a{i}}} }}") + "\na0 = 1",
        "a0 = 1\n" + Lines(20_000, i => $"a{i + 1} = [${{a{i}}}]"),
        "a0 = aaaaaaaaaa\n" + Lines(64, i => $"a{i + 1} = ${{a{i}}}${{a{i}}}"),
        "a0 = [1]\n" + Lines(64, i => $"a{i + 1} = ${{a{i}}} ${{a{i}}}"),
        "a0 = 1\n" + Lines(64, i => $"a{i + 1} {{ x = ${{a{i}}}, y = ${{a{i}}} }}"),
        "a = x\n" + Lines(1_000, i => "a = ${a}x"),
        "x = 1, a = [1]\n" + Lines(1_000, i => "a += ${x}"),
        Lines(300, i => $"a{i} = " + string.Concat(Enumerable.Range(0, 300).Select(j => $"${{a{j}}}"))),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Text_that_would_exhaust_the_process_is_an_error(string text)
    {
        Assert.ThrowsAny<ConfigurationException>(() => ConfigurationFactory.ParseString(text));
    }

    [Fact]
    public void Many_optional_references_to_each_other_end()
    {
        var text = Lines(15, i => $"a{i} = " + string.Concat(Enumerable.Range(0, 15).Select(j => $"${{?a{j}}}")) + "x");

        Assert.Contains('x', ConfigurationFactory.ParseString(text).GetString("a0")!);
    }

    [Fact]
    public void A_depth_that_people_write_is_no_limit()
    {
        var depth = 100;

        var config = ConfigurationFactory.ParseString(Repeat("a {", depth) + "b = [[[1]]]" + Repeat("}", depth));

        Assert.Equal("[[[1]]]", config.GetValue(Repeat("a.", depth) + "b")!.ToString());
    }

    [Theory]
    [InlineData("a{0} = ${{a{1}}}")]
    [InlineData("a{0} {{ b = [${{a{1}}}] }}")]
    [InlineData("a{0} = {{ b = 1 }} ${{a{1}}}")]
    public void A_hundred_substitutions_may_lead_to_each_other(string line)
    {
        var text = Lines(100, i => string.Format(CultureInfo.InvariantCulture, line, i, i + 1)) + "\na100 { c = 1 }";

        Assert.Contains("c : 1", ConfigurationFactory.ParseString(text).GetValue("a0")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_may_be_appended_to_many_times()
    {
        var config = ConfigurationFactory.ParseString(Lines(10_000, i => $"a += {i}"));

        Assert.Equal(10_000, config.GetIntList("a").Count);
    }

    [Fact]
    public void A_large_file_parses()
    {
        var text = Lines(10_000, i => $"section{i % 100}.key{i} {{ value = {i}, text = \"t {i}\", copy = ${{section{i % 100}.key{i}.value}} }}");

        var config = ConfigurationFactory.ParseString(text);

        Assert.Equal(30_000, config.EnumerateSettings().Count());
        Assert.Equal(4242, config.GetInt("section42.key4242.copy"));
    }

    [Fact]
    public void A_file_without_an_end_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.Load(HoconSource.File("/dev/zero")));

        Assert.StartsWith("/dev/zero: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(HoconLimits.MaxFileBytes.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_built_by_a_program_keep_to_the_limits_too()
    {
        var value = new HoconValue();

        var error = Assert.Throws<ConfigurationException>(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                value = new HoconValue(new HoconArray([value]));
            }
        });

        Assert.Contains(HoconLimits.MaxDepth.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }
}
