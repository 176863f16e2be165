using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Tests.Hosting;

public class HoconModesTests
{
    private readonly AkkaConfigurationBuilder _builder = new(new ServiceCollection(), "hosted");

    private string? Setting(string path) => _builder.Configuration.Value.GetString(path);

    [Fact]
    public void Appended_hocon_fills_the_gaps()
    {
        _builder.AddHocon("a = 1", HoconAddMode.Append).AddHocon("a = 2, b = 2", HoconAddMode.Append);

        Assert.Equal(("1", "2"), (Setting("a"), Setting("b")));
    }

    [Fact]
    public void Prepended_hocon_wins()
    {
        _builder.AddHocon("a = 1, c = 1", HoconAddMode.Append).AddHocon("a = 2", HoconAddMode.Prepend);

        Assert.Equal(("2", "1"), (Setting("a"), Setting("c")));
    }

    [Fact]
    public void Replacing_hocon_drops_what_was_there()
    {
        _builder.AddHocon("a = 1, c = 1", HoconAddMode.Append).AddHocon("a = 2", HoconAddMode.Replace);

        Assert.Equal("2", Setting("a"));
        Assert.False(_builder.Configuration.Value.HasPath("c"));
    }

    [Fact]
    public void A_file_is_read_with_what_it_includes()
    {
        var directory = Directory.CreateTempSubdirectory("hocon-").FullName;
        var file = Path.Combine(directory, "main.conf");
        File.WriteAllText(file, "from.file = yes\ninclude required(\"beside.conf\")");
        File.WriteAllText(Path.Combine(directory, "beside.conf"), "from.include = yes");
        try
        {
            _builder.AddHoconFile(file, HoconAddMode.Append);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        Assert.Equal(("yes", "yes"), (Setting("from.file"), Setting("from.include")));
        Assert.Equal($"{file}:1:13", _builder.Configuration.Value.GetOrigin("from.file")?.ToString());
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() =>
        Assert.Throws<ConfigurationException>(() => _builder.AddHoconFile("/nowhere/at/all.conf", HoconAddMode.Append));

    [Fact]
    public void Settings_of_the_host_become_hocon()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AKKA:ACTOR:ASK_TIMEOUT"] = "00:00:05",
            ["AKKA:CLUSTER:ROLES:1"] = "back-end",
            ["AKKA:CLUSTER:ROLES:0"] = "front-end",
            ["AKKA:CLUSTER:ROLES:10"] = "with \"quotes\"",
            ["AKKA:LOG.DEAD.LETTERS"] = "true",
            ["AKKA:\"Key.With.Dots\""] = "kept",
        }).Build();

        _builder.AddHocon(settings.GetSection("AKKA"), HoconAddMode.Prepend);

        var config = _builder.Configuration.Value;
        Assert.Equal(TimeSpan.FromSeconds(5), config.GetTimeSpan("akka.actor.ask-timeout"));
        Assert.Equal(["front-end", "back-end", "with \"quotes\""], config.GetStringList("akka.cluster.roles"));
        Assert.True(config.GetBoolean("akka.log.dead.letters"));
        Assert.Equal("kept", config.GetString("akka.\"Key.With.Dots\""));
    }

    [Fact]
    public void Settings_of_the_host_keep_their_case_when_asked_to()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["akka:Mixed_Case"] = "kept" })
            .Build();

        _builder.AddHocon(settings, HoconAddMode.Prepend, normalizeKeys: false);

        Assert.Equal("kept", Setting("akka.Mixed-Case"));
    }

    [Fact]
    public void The_ask_timeout_is_a_setting()
    {
        _builder.WithActorAskTimeout(TimeSpan.FromMilliseconds(1500));

        Assert.Equal(TimeSpan.FromMilliseconds(1500), _builder.Configuration.Value.GetTimeSpan("akka.actor.ask-timeout"));
        Assert.Equal("infinite", new AkkaConfigurationBuilder(new ServiceCollection(), "hosted")
            .WithActorAskTimeout(Timeout.InfiniteTimeSpan).Configuration.Value.GetString("akka.actor.ask-timeout"));
    }

    [Fact]
    public async Task The_system_sees_the_hocon()
    {
        using var host = TestHost.With(akka => akka.AddHocon("my.setting = 42", HoconAddMode.Prepend));
        await host.StartAsync(TestHost.Soon());

        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal(42, config.GetInt("my.setting"));
        Assert.False(config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook"));
        await host.StopAsync(TestHost.Soon());
    }

    [Theory]
    [InlineData("plain-word.1", "plain-word.1")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("null", "\"null\"")]
    public void Text_is_quoted_where_hocon_needs_that(string text, string hocon) => Assert.Equal(hocon, text.ToHocon());

    [Theory]
    [InlineData("say \"hi\"")]
    [InlineData("{ a = ${b} } # [c], \\ \n d")]
    public void Quoted_text_reads_back_as_it_was(string text) =>
        Assert.Equal(text, ConfigurationFactory.ParseString($"a = {text.ToHocon()}").GetString("a"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15_000_000)]
    [InlineData(long.MaxValue)]
    public void A_duration_reads_back_as_it_was(long ticks) => Assert.Equal(
        TimeSpan.FromTicks(ticks),
        ConfigurationFactory.ParseString($"a = {TimeSpan.FromTicks(ticks).ToHocon()}").GetTimeSpan("a"));

    [Fact]
    public void Values_become_hocon()
    {
        Assert.Equal(("on", "off"), (true.ToHocon(), false.ToHocon()));
        Assert.Equal(("1", "2", "1.5", "2.5"), (1.ToHocon(), 2L.ToHocon(), 1.5f.ToHocon(), 2.5d.ToHocon()));
        Assert.Equal("1500ms", TimeSpan.FromSeconds(1.5).ToHocon());
        Assert.Equal("infinite", TimeSpan.Zero.ToHocon(zeroIsInfinite: true));
        Assert.Equal("infinite", Timeout.InfiniteTimeSpan.ToHocon(allowInfinite: true));
        Assert.Throws<ConfigurationException>(() => Timeout.InfiniteTimeSpan.ToHocon());
        Assert.Throws<ConfigurationException>(() => ((string?)null).ToHocon());
        Assert.Throws<ConfigurationException>(() => ((int?)null).ToHocon());
    }
}
