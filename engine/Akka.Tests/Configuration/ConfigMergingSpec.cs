using Akka.Configuration;

namespace Akka.Tests.Configuration;

public class ConfigMergingSpec
{
    private static Config Parse(string text) => ConfigurationFactory.ParseString(text);

    [Fact]
    public void A_fallback_gives_what_is_missing()
    {
        var config = Parse("a { x = 1, z { p = 1 } }").WithFallback(Parse("a { x = 2, y = 2, z { q = 2 } }, b = 2"));

        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
        Assert.Equal(1, config.GetInt("a.z.p"));
        Assert.Equal(2, config.GetInt("a.z.q"));
        Assert.Equal(2, config.GetInt("b"));
        Assert.Equal(2, config.GetConfig("a")!.GetInt("y"));
    }

    [Fact]
    public void Merging_changes_neither_side()
    {
        var over = Parse("a { x = 1 }");
        var under = Parse("a { y = 2 }");

        var merged = over.WithFallback(under);

        Assert.Equal("a : {\n  x : 1\n}\n", over.ToString());
        Assert.Equal("a : {\n  y : 2\n}\n", under.ToString());
        Assert.Null(over.Fallback);
        Assert.Same(under, merged.Fallback);
    }

    [Fact]
    public void Fallbacks_form_a_chain_in_the_order_in_which_they_were_added()
    {
        var config = Parse("a = 1").WithFallback(Parse("a = 2, b = 2")).WithFallback(Parse("a = 3, b = 3, c = 3"));

        Assert.Equal([1, 2, 3], [config.GetInt("a"), config.GetInt("b"), config.GetInt("c")]);
        Assert.Equal(2, config.Fallback!.GetInt("b"));
        Assert.Equal(3, config.Fallback.GetInt("c"));
        Assert.Equal(3, config.Fallback.Fallback!.GetInt("a"));
    }

    [Fact]
    public void Merging_is_associative()
    {
        var (first, second, third) = (Parse("a { x = 1 }"), Parse("a { x = 2, y = 2 }"), Parse("a { y = 3, z = 3 }"));

        Assert.Equal(
            first.WithFallback(second).WithFallback(third).ToString(true),
            first.WithFallback(second.WithFallback(third)).ToString(true));
    }

    [Theory]
    [InlineData("a { x = 1 }", "a = 42", "a { y = 2 }", "a : {\n  x : 1\n}\n")]
    [InlineData("a { x = 1 }", "a = null", "a { y = 2 }", "a : {\n  x : 1\n}\n")]
    [InlineData("a { x = 1 }", "a { y = 2 }", "a = 42", "a : {\n  x : 1\n  y : 2\n}\n")]
    [InlineData("a = 42", "a { x = 1 }", "a { y = 2 }", "a : 42\n")]
    [InlineData("a = [1]", "a = [2]", "a = [3]", "a : [1]\n")]
    [InlineData("a = 42, a { x = 1 }", "a { y = 2 }", "a { z = 3 }", "a : {\n  x : 1\n}\n")]
    [InlineData("b = 1", "a = 42, a { x = 1 }", "a { y = 2 }", "b : 1\na : {\n  x : 1\n}\n")]
    public void A_value_that_is_no_object_hides_all_below_it(string first, string second, string third, string merged)
    {
        Assert.Equal(merged, Parse(first).WithFallback(Parse(second)).WithFallback(Parse(third)).ToString(true));
        Assert.Equal(merged, Parse(first).WithFallback(Parse(second).WithFallback(Parse(third))).ToString(true));
    }

    [Fact]
    public void Fallbacks_that_are_missing_or_empty_change_nothing()
    {
        var config = Parse("a = 1");

        Assert.Same(config, config.WithFallback(null));
        Assert.Same(config, config.WithFallback(Config.Empty));
        Assert.Same(config, Config.Empty.WithFallback(config));
    }

    [Fact]
    public void A_configuration_is_not_its_own_fallback()
    {
        var config = Parse("a = 1");

        Assert.Throws<ArgumentException>(() => config.WithFallback(config));
        Assert.Same(config, config.SafeWithFallback(config));
    }

    [Fact]
    public void A_safe_fallback_takes_whichever_side_is_there()
    {
        var config = Parse("a = 1");

        Assert.Same(config, ((Config?)null).SafeWithFallback(config));
        Assert.Same(config, config.SafeWithFallback(null));
        Assert.Same(Config.Empty, ((Config?)null).SafeWithFallback(null));
        Assert.Equal(2, config.SafeWithFallback(Parse("b = 2")).GetInt("b"));
    }

    [Fact]
    public void Emptiness_counts_the_fallbacks()
    {
        Assert.True(Config.Empty.IsEmpty);
        Assert.True(ConfigurationFactory.Empty.IsNullOrEmpty());
        Assert.True(((Config?)null).IsNullOrEmpty());
        Assert.False(Parse("a = 1").IsNullOrEmpty());
        Assert.False(new Config(Config.Empty, Parse("a = 1")).IsEmpty);
    }

    [Fact]
    public void Text_shows_the_own_settings_or_all_of_them()
    {
        var config = Parse("a = 1").WithFallback(Parse("a = 2, b = 2"));

        Assert.Equal("a : 1\n", config.ToString());
        Assert.Equal("a : 1\n", config.ToString(includeFallback: false));
        Assert.Equal("a : 1\nb : 2\n", config.ToString(includeFallback: true));
        Assert.Equal(["a", "b"], config.AsEnumerable().Select(pair => pair.Key));
    }

    [Fact]
    public void Plus_lays_text_under_or_over_a_configuration()
    {
        Assert.Equal(1, (Parse("a = 1") + "a = 2, b = 2").GetInt("a"));
        Assert.Equal(2, ("a = 2" + Parse("a = 1")).GetInt("a"));
    }

    [Fact]
    public void A_substitution_is_resolved_in_its_own_text_before_merging()
    {
        var config = Parse("a = 1").WithFallback(Parse("a = 2, b = ${a}"));

        Assert.Equal(2, config.GetInt("b"));
    }
}
