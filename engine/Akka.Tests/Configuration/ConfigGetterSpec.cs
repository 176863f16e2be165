using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class ConfigGetterSpec
{
    private static Config At(string value) => ConfigurationFactory.ParseString("a = " + value);

    [Fact]
    public void A_missing_path_gives_the_default()
    {
        var config = ConfigurationFactory.ParseString("a { b = 1 }");

        Assert.True(config.GetBoolean("x", true));
        Assert.False(config.GetBoolean("x"));
        Assert.Equal("d", config.GetString("a.x", "d"));
        Assert.Null(config.GetString("a.b.x"));
        Assert.Equal(7, config.GetInt("x", 7));
        Assert.Equal(0, config.GetInt("x"));
        Assert.Equal(7, config.GetLong("x", 7));
        Assert.Equal(7f, config.GetFloat("x", 7f));
        Assert.Equal(7d, config.GetDouble("x", 7d));
        Assert.Equal(7m, config.GetDecimal("x", 7m));
        Assert.Equal(7, config.GetByteSize("x", 7));
        Assert.Null(config.GetByteSize("x"));
        Assert.Equal(TimeSpan.FromSeconds(7), config.GetTimeSpan("x", TimeSpan.FromSeconds(7)));
        Assert.Equal(TimeSpan.Zero, config.GetTimeSpan("x"));
        Assert.Empty(config.GetStringList("x"));
        Assert.Empty(config.GetIntList("x"));
        Assert.Equal(["d"], config.GetStringList("x", ["d"]));
        Assert.Null(config.GetValue("x"));
        Assert.Null(config.GetConfig("x"));
        Assert.Null(config.GetOrigin("x"));
        Assert.False(config.HasPath("a.b.x"));
        Assert.True(config.HasPath("a.b"));
    }

    [Fact]
    public void Null_is_there_but_gives_the_default()
    {
        var config = At("null");

        Assert.True(config.HasPath("a"));
        Assert.True(config.GetValue("a")!.IsNull);
        Assert.Null(config.GetString("a"));
        Assert.Equal("d", config.GetString("a", "d"));
        Assert.Equal(5, config.GetInt("a", 5));
        Assert.Equal(["d"], config.GetStringList("a", ["d"]));
        Assert.Null(config.GetConfig("a"));
        Assert.Null(config.GetValue("a")!.GetString());
        Assert.Throws<ConfigurationException>(() => config.GetValue("a")!.GetInt());
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    [InlineData("no", false)]
    public void A_boolean_has_six_names(string value, bool expected)
    {
        Assert.Equal(expected, At(value).GetBoolean("a", !expected));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("True")]
    [InlineData("enabled")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Anything_else_is_no_boolean(string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => At(value).GetBoolean("a"));

        Assert.StartsWith("text:1:5: a must be a boolean (true, on, yes, false, off, no), found ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_read_by_the_rules_of_JSON()
    {
        Assert.Equal(-12, At("-12").GetInt("a"));
        Assert.Equal(12, At("\"12\"").GetInt("a"));
        Assert.Equal(1000, At("1e3").GetInt("a"));
        Assert.Equal(10, At("10.0").GetInt("a"));
        Assert.Equal(long.MinValue, At("-9223372036854775808").GetLong("a"));
        Assert.Equal(1.5, At("1.5").GetDouble("a"));
        Assert.Equal(1.5f, At("1.5").GetFloat("a"));
        Assert.Equal(0.1m, At("0.1").GetDecimal("a"));
        Assert.Equal(255, At("255").GetValue("a")!.GetByte());
    }

    [Theory]
    [InlineData("2147483648", "the number 2147483648")]
    [InlineData("1.5", "the number 1.5")]
    [InlineData("five", "the string \"five\"")]
    [InlineData("0x10", "the string \"0x10\"")]
    [InlineData("[1]", "an array of 1")]
    [InlineData("{ x = 1 }", "an object with the keys x")]
    public void A_wrong_integer_is_reported_with_its_place_its_path_and_its_range(string value, string found)
    {
        var error = Assert.Throws<ConfigurationException>(() => At(value).GetInt("a"));

        Assert.Equal($"text:1:5: a must be an integer from -2147483648 to 2147483647, found {found}.", error.Message);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("x")]
    public void A_wrong_number_is_reported(string value)
    {
        Assert.Throws<ConfigurationException>(() => At(value).GetDouble("a"));
        Assert.Throws<ConfigurationException>(() => At(value).GetFloat("a"));
        Assert.Throws<ConfigurationException>(() => At(value).GetDecimal("a"));
    }

    [Fact]
    public void Lists_convert_each_value_and_name_the_one_that_is_wrong()
    {
        Assert.Equal([true, false], At("[on, no]").GetBooleanList("a"));
        Assert.Equal([1, 2], At("[1, \"2\"]").GetIntList("a"));
        Assert.Equal([1L, 2L], At("[1, 2]").GetLongList("a"));
        Assert.Equal([1f, 2f], At("[1, 2]").GetFloatList("a"));
        Assert.Equal([1d, 2d], At("[1, 2]").GetDoubleList("a"));
        Assert.Equal([1m, 2m], At("[1, 2]").GetDecimalList("a"));
        Assert.Equal([1, 2], At("[1, 2]").GetByteList("a"));
        Assert.Equal(["x", "1"], At("[x, 1]").GetStringList("a"));

        var error = Assert.Throws<ConfigurationException>(() => At("[1,\n x]").GetIntList("a"));
        Assert.StartsWith("text:2:2: a[1] must be an integer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_with_numeric_keys_is_an_array_where_one_is_asked_for()
    {
        var config = ConfigurationFactory.ParseString("a { 10 = c, 2 = b, 0 = a, x = y, -1 = z }, b { x = y }, c {}");

        Assert.Equal(["a", "b", "c"], config.GetStringList("a"));
        Assert.Equal("y", config.GetString("a.x"));
        Assert.Throws<ConfigurationException>(() => config.GetStringList("b"));
        Assert.Throws<ConfigurationException>(() => config.GetStringList("c"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Objects_and_arrays_are_not_converted_to_strings(string value)
    {
        Assert.Throws<ConfigurationException>(() => At(value).GetString("a"));
    }

    [Fact]
    public void A_section_is_a_configuration_of_its_own()
    {
        var section = ConfigurationFactory.ParseString("a { b { c = 1 } }").GetConfig("a.b")!;

        Assert.Equal(1, section.GetInt("c"));
        Assert.Equal("c : 1\n", section.ToString());
    }

    [Fact]
    public void A_section_that_is_no_object_is_an_error()
    {
        var error = Assert.Throws<ConfigurationException>(() => At("1").GetConfig("a"));

        Assert.Equal("text:1:5: a must be an object, found the number 1.", error.Message);
    }

    [Fact]
    public void A_value_can_be_put_at_a_key()
    {
        var value = At("{ b = 1 }").GetValue("a")!;

        Assert.Equal(1, value.AtKey("x.y").GetInt("\"x.y\".b"));
        Assert.Equal(1, value.ToConfig().GetInt("b"));
    }

    [Fact]
    public void An_object_can_be_had_as_plain_dictionaries()
    {
        var plain = At("{ b = [1, { c = null }] }").Root.GetObject().Unwrapped;

        var list = Assert.IsType<List<object?>>(Assert.IsAssignableFrom<IDictionary<string, object?>>(plain["a"])["b"]);
        Assert.Equal("1", list[0]);
        Assert.Null(Assert.IsAssignableFrom<IDictionary<string, object?>>(list[1])["c"]);
    }

    [Fact]
    public void An_object_of_the_program_becomes_a_configuration()
    {
        var config = ConfigurationFactory.FromObject(new { a = new { b = 1, text = "x: \"y\"", list = new[] { true } }, none = (string?)null });

        Assert.Equal(1, config.GetInt("a.b"));
        Assert.Equal("x: \"y\"", config.GetString("a.text"));
        Assert.Equal([true], config.GetBooleanList("a.list"));
        Assert.True(config.GetValue("none")!.IsNull);
    }

    [Fact]
    public void An_object_that_has_no_form_in_JSON_is_refused()
    {
        var loop = new List<object>();
        loop.Add(loop);

        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromObject(new { loop }));
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromObject(new[] { 1 }));
    }

    [Fact]
    public void A_resource_is_found_by_assembly_type_or_instance()
    {
        const string name = "Akka.Configuration.akka.conf";

        Assert.False(ConfigurationFactory.FromResource(name, typeof(Config).Assembly).IsEmpty);
        Assert.False(ConfigurationFactory.FromResource<Config>(name).IsEmpty);
        Assert.False(ConfigurationFactory.FromResource(name, Config.Empty).IsEmpty);
        Assert.False(ConfigurationFactory.FromResource(name, (object)typeof(Config)).IsEmpty);
        Assert.False(ConfigurationFactory.FromResource(name, (object)typeof(Config).Assembly).IsEmpty);
    }

    [Fact]
    public void A_resource_that_is_missing_is_reported_with_those_that_are_there()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromResource<Config>("none.conf"));

        Assert.Contains("Akka.Configuration.akka.conf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_without_configuration_has_a_known_error()
    {
        Assert.Equal(
            "Failed to instantiate Version: Configuration does not contain `a.b` node",
            ConfigurationException.NullOrEmptyConfig<Version>("a.b").Message);
        Assert.Equal(
            "Failed to instantiate Version: Configuration is null or empty.",
            ConfigurationException.NullOrEmptyConfig<Version>().Message);
    }

    [Fact]
    public void An_implicit_conversion_parses_a_string()
    {
        Config config = "a.b = 1";

        Assert.Equal(1, config.GetInt("a.b"));
    }

    [Fact]
    public void A_value_made_by_a_program_reads_as_one_that_was_parsed()
    {
        var value = new HoconValue(new HoconLiteral { Value = "5" });

        Assert.Equal(5, value.GetInt());
        Assert.Equal(HoconOrigin.Program, value.Origin);
        Assert.True(new HoconValue().IsEmpty);
        Assert.True(new HoconValue(new HoconLiteral()).IsNull);
    }
}
