using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class HoconOriginSpec
{
    [Fact]
    public void Every_key_and_value_knows_its_line_and_column()
    {
        var config = ConfigurationFactory.Load(HoconSource.Text("a = 1\nb {\n  c =  [x,\n    y], \"d\" {}\n}\ne.f = two words", "my.conf"));

        Assert.Equal("my.conf:1:5", config.GetOrigin("a")!.ToString());
        Assert.Equal("my.conf:1:1", config.GetField("a")!.KeyOrigin.ToString());
        Assert.Equal("my.conf:2:3", config.GetOrigin("b")!.ToString());
        Assert.Equal("my.conf:3:8", config.GetOrigin("b.c")!.ToString());
        Assert.Equal("my.conf:4:5", config.GetValue("b.c")!.GetArray()[1].Origin.ToString());
        Assert.Equal("my.conf:4:9", config.GetField("b.d")!.KeyOrigin.ToString());
        Assert.Equal("my.conf:6:1", config.GetField("e.f")!.KeyOrigin.ToString());
        Assert.Equal("my.conf:6:7", config.GetOrigin("e.f")!.ToString());
    }

    [Fact]
    public void A_value_that_came_through_a_substitution_keeps_its_place_and_its_key_has_another()
    {
        var field = ConfigurationFactory.ParseString("b = 1\na = ${b}").GetField("a")!;

        Assert.Equal("text:1:5", field.Value.Origin.ToString());
        Assert.Equal("text:2:1", field.KeyOrigin.ToString());
    }

    [Fact]
    public void A_merged_configuration_names_the_layer_that_won()
    {
        var config = ConfigurationFactory.Load(
            HoconSource.Setting("a.x", "9", "--set"),
            HoconSource.Text("a { x = 1, y = 1 }", "user.conf"),
            HoconSource.Text("a { x = 0, y = 0, z = 0 }", "default.conf"));

        Assert.Equal(9, config.GetInt("a.x"));
        Assert.Equal("--set", config.GetOrigin("a.x")!.ToString());
        Assert.Equal("user.conf:1:16", config.GetOrigin("a.y")!.ToString());
        Assert.Equal("default.conf:1:23", config.GetOrigin("a.z")!.ToString());
        Assert.Equal(
            "--set",
            ConfigurationFactory.Load(HoconSource.Setting("a.x", "9", "--set"))
                .WithFallback(ConfigurationFactory.ParseString("a.x = 1")).GetField("a.x")!.KeyOrigin.ToString());
    }

    [Fact]
    public void A_wrong_value_from_outside_is_reported_with_its_description()
    {
        var config = ConfigurationFactory.Load(HoconSource.Setting("a.x", "many", "environment variable A_X"));

        var error = Assert.Throws<ConfigurationException>(() => config.GetInt("a.x"));

        Assert.StartsWith("environment variable A_X: a.x must be an integer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:80", "\"tcp://127.0.0.1:80\"")]
    [InlineData(" 5 s ", "\"5 s\"")]
    [InlineData("", "\"\"")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("1.5", "1.5")]
    [InlineData("[1, 2]", "[1, 2]")]
    [InlineData("{ b = 1 }", "{\n  b : 1\n}")]
    [InlineData("\"q\"", "q")]
    [InlineData("${other}", "7")]
    [InlineData("a # b", "\"a # b\"")]
    public void A_setting_from_outside_is_text_unless_it_looks_like_HOCON(string value, string rendered)
    {
        var config = ConfigurationFactory.Load(
            HoconSource.Setting("a.\"x.y\"", value, "--set"), HoconSource.Text("other = 7", "default.conf"));

        Assert.Equal(rendered, config.GetValue("a.\"x.y\"")!.ToString());
    }

    [Fact]
    public void A_setting_from_outside_that_is_broken_HOCON_is_reported()
    {
        var error = Assert.Throws<HoconParserException>(() => ConfigurationFactory.Load(HoconSource.Setting("a", "[1, 2", "--set")));

        Assert.Equal("--set:1:6: Expected ']' for the '[' at --set:1:1, found the end of the text.", error.Message);
    }

    [Fact]
    public void Substitutions_see_across_sources_and_what_overrides_their_targets()
    {
        var config = ConfigurationFactory.Load(
            HoconSource.Text("host = other, mine = ${port}", "user.conf"),
            HoconSource.Text("host = local, port = 80, url = ${host}\":\"${port}", "default.conf"));

        Assert.Equal("other:80", config.GetString("url"));
        Assert.Equal(80, config.GetInt("mine"));
    }

    [Fact]
    public void A_self_reference_looks_back_into_the_source_below()
    {
        var config = ConfigurationFactory.Load(
            HoconSource.Text("path = ${path}/x, list += 3", "user.conf"),
            HoconSource.Text("path = /a, list = [1, 2]", "default.conf"));

        Assert.Equal("/a/x", config.GetString("path"));
        Assert.Equal([1, 2, 3], config.GetIntList("list"));
    }

    [Fact]
    public void All_settings_can_be_listed_with_their_paths_to_find_unknown_ones()
    {
        var config = ConfigurationFactory.ParseString("a { b = 1, \"c.d\" = [1], e {} }\nf = null");
        string[] known = ["a.b", "a.e", "f"];

        var unknown = Assert.Single(config.EnumerateSettings(), setting => !known.Contains(setting.Key));

        Assert.Equal("a.\"c.d\"", unknown.Key);
        Assert.Equal("text:1:12", unknown.Value.KeyOrigin.ToString());
        Assert.Same(unknown.Value, config.GetField(unknown.Key));
    }

    [Fact]
    public void No_sources_are_an_empty_configuration()
    {
        Assert.True(ConfigurationFactory.Load().IsEmpty);
    }

    [Fact]
    public void An_array_at_the_root_of_one_of_several_sources_is_an_error()
    {
        var error = Assert.Throws<HoconParserException>(
            () => ConfigurationFactory.Load(HoconSource.Text("a = 1"), HoconSource.Text("[1]", "odd.conf")));

        Assert.Equal("odd.conf:1:1", error.Origin.ToString());
    }
}
