using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class HoconSubstitutionSpec
{
    private static HoconObject Resolve(string text, params (string Name, string Value)[] environment) =>
        HoconResolver.Resolve(
            [HoconIncludes.Parse(HoconSource.Text(text))],
            name => environment.FirstOrDefault(variable => variable.Name == name).Value).GetObject();

    [Theory]
    [InlineData("a = ${b}, b = 5")]
    [InlineData("b = 5, a = ${b}")]
    [InlineData("b = 4, a = ${b}, b = 5")]
    [InlineData("c.d = 5, a = ${c.d}")]
    [InlineData("\"c.d\" = 5, a = ${\"c.d\"}")]
    [InlineData("a = ${ b }, b = ${?c}, c = 5")]
    [InlineData("c { d = ${c.e}, e = 5 }, a = ${c.d}")]
    [InlineData("o = ${p}, p { q = 5 }, a = ${o.q}")]
    public void A_substitution_has_the_final_value_of_its_path(string text)
    {
        Assert.Equal(5, Resolve(text).GetKey("a")!.GetInt());
    }

    [Fact]
    public void A_substitution_that_must_have_a_value_and_has_none_is_an_error()
    {
        var error = Assert.Throws<HoconParserException>(() => Resolve("x = 1\na = ${b.c}"));

        Assert.Equal(
            "text:2:5: ${b.c} has no value: nothing is set at that path, and no environment variable has that name; " +
            "set it, or write ${?...} if it may be missing.",
            error.Message);
    }

    [Theory]
    [InlineData("a = ${?b}", "{}")]
    [InlineData("a = 1, a = ${?b}", "{\n  a : 1\n}")]
    [InlineData("a = [1, ${?b}, 2]", "{\n  a : [1, 2]\n}")]
    [InlineData("a = ${?b}${?c}", "{}")]
    [InlineData("a = ${?b} ${?c}", "{}")]
    [InlineData("a = {x = 1}, a = ${?b}{y = 2}", "{\n  a : {\n    x : 1\n    y : 2\n  }\n}")]
    [InlineData("a { b = ${?c} }", "{\n  a : {}\n}")]
    public void An_optional_substitution_without_a_value_leaves_its_field_or_element_out(string text, string resolved)
    {
        Assert.Equal(resolved, Resolve(text).ToString());
    }

    [Fact]
    public void A_path_that_is_not_found_is_looked_up_in_the_environment()
    {
        var resolved = Resolve("a = ${HOST}, b = ${?PORT}, c = ${deep.name}", ("HOST", "h"), ("PORT", "80"), ("deep.name", "d"));

        Assert.Equal("h", resolved.GetKey("a")!.GetString());
        Assert.Equal(80, resolved.GetKey("b")!.GetInt());
        Assert.Equal("d", resolved.GetKey("c")!.GetString());
        Assert.Equal("environment variable HOST", resolved.GetKey("a")!.Origin.ToString());
    }

    [Fact]
    public void A_value_in_the_configuration_hides_the_environment_even_when_it_is_null()
    {
        var resolved = Resolve("HOST = mine, PORT = null, a = ${HOST}, b = ${PORT}", ("HOST", "h"), ("PORT", "80"));

        Assert.Equal("mine", resolved.GetKey("a")!.GetString());
        Assert.True(resolved.GetKey("b")!.IsNull);
    }

    [Fact]
    public void A_self_reference_without_an_earlier_value_is_looked_up_in_the_environment()
    {
        Assert.Equal("/bin:/opt", Resolve("PATH = ${PATH}\":/opt\"", ("PATH", "/bin")).GetKey("PATH")!.GetString());
    }

    [Fact]
    public void An_environment_variable_is_a_string_and_never_parsed()
    {
        Assert.Equal("[1, ${x}", Resolve("a = ${V}", ("V", "[1, ${x}")).GetKey("a")!.GetString());
    }

    [Fact]
    public void Numbered_environment_variables_are_a_list()
    {
        var resolved = Resolve("a = ${V[]}, b = [0] ${?V[]}, c = ${?W[]}", ("V_0", "1"), ("V_1", "2"), ("V_3", "4"));

        Assert.Equal([1, 2], resolved.GetKey("a")!.GetIntList());
        Assert.Equal([0, 1, 2], resolved.GetKey("b")!.GetIntList());
        Assert.Null(resolved.GetKey("c"));
    }

    [Theory]
    [InlineData("a = \"a:b\", a = ${a}\":c\"", "a:b:c")]
    [InlineData("a = ${?a}foo", "foo")]
    [InlineData("a = ${?a}foo, a = ${?a}bar, a = ${a}baz", "foobarbaz")]
    [InlineData("a.b = x, a.b = ${a.b}y", "xy")]
    [InlineData("a { b = x }, a { b = ${a.b}y }", "xy", "a.b")]
    public void A_self_reference_looks_back_to_what_its_field_overrides(string text, string value, string path = "")
    {
        var config = new HoconValue(Resolve(text)).ToConfig();

        Assert.Equal(value, config.GetString(path.Length > 0 ? path : config.HasPath("a.b") ? "a.b" : "a"));
    }

    [Fact]
    public void A_self_reference_within_a_path_looks_back_too()
    {
        var foo = Resolve("foo : { a : { c : 1 } }\nfoo : ${foo.a}\nfoo : { a : 2 }").GetKey("foo")!;

        Assert.Equal("{\n  a : 2\n  c : 1\n}", foo.ToString());
    }

    [Fact]
    public void A_self_reference_may_extend_an_object_or_an_array()
    {
        var resolved = Resolve("o { a = 1 }, o = ${o} { b = 2 }, l = [1], l = ${l} [2], l = [0] ${l}");

        Assert.Equal("{\n  a : 1\n  b : 2\n}", resolved.GetKey("o")!.ToString());
        Assert.Equal([0, 1, 2], resolved.GetKey("l")!.GetIntList());
    }

    [Theory]
    [InlineData("foo : ${foo}")]
    [InlineData("foo : ${foo}\nfoo : { a : 1 }")]
    [InlineData("bar : ${foo}, foo : ${bar}")]
    [InlineData("a : ${b}, b : ${c}, c : ${a}")]
    [InlineData("a : { b : ${a} }")]
    [InlineData("a : [${a}]")]
    [InlineData("a : [1], a : [${a}]")]
    [InlineData("a : { b : ${c} }, c : { d : ${a} }")]
    [InlineData("z : ${a.b.b.b}, a : { b : ${a} }")]
    [InlineData("a : ${a}x")]
    public void A_cycle_is_an_error(string text)
    {
        var error = Assert.Throws<HoconParserException>(() => Resolve(text));

        Assert.Contains("leads back to it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_is_reported_with_the_references_that_make_it()
    {
        var error = Assert.Throws<HoconParserException>(() => Resolve("a { b = ${c} }\nc { d = ${a} }"));

        Assert.Equal(
            "text:2:9: ${a} leads back to itself (${c} at text:1:9 -> ${a} at text:2:9); remove one of the references.",
            error.Message);
    }

    [Theory]
    [InlineData("foo : ${?foo}", "{}")]
    [InlineData("a : { b : ${?a} }", "{\n  a : {}\n}")]
    [InlineData("a : [${?a}, 1]", "{\n  a : [1]\n}")]
    [InlineData("a : ${?b}, b : ${?a}", "{}")]
    [InlineData("foo : ${?foo}, foo : { a : 1 }", "{\n  foo : {\n    a : 1\n  }\n}")]
    public void A_cycle_of_optional_substitutions_is_the_same_as_no_value(string text, string resolved)
    {
        Assert.Equal(resolved, Resolve(text).ToString());
    }

    [Theory]
    [InlineData("foo : ${does-not-exist}, foo : 42")]
    [InlineData("foo : ${foo}, foo : 42")]
    [InlineData("foo : { x = ${does-not-exist} }, foo : 42")]
    public void A_substitution_hidden_by_a_later_value_is_never_evaluated(string text)
    {
        Assert.Equal(42, Resolve(text).GetKey("foo")!.GetInt());
    }

    [Fact]
    public void An_object_may_refer_to_paths_within_itself_and_sees_their_final_values()
    {
        var bar = Resolve("bar : { foo : 42, baz : ${bar.foo} }\nbar : { foo : 43 }").GetKey("bar")!;

        Assert.Equal(43, bar.GetChildObject("baz")!.GetInt());
    }

    [Fact]
    public void Objects_may_refer_to_each_other()
    {
        var resolved = Resolve("bar : { a : ${foo.d}, b : 1 }\nbar.b = 3\nfoo : { c : ${bar.b}, d : 2 }\nfoo.d = 4");

        Assert.Equal(4, resolved.GetKey("bar")!.GetChildObject("a")!.GetInt());
        Assert.Equal(3, resolved.GetKey("foo")!.GetChildObject("c")!.GetInt());
    }

    [Fact]
    public void Two_fields_that_override_each_other_end_with_the_same_value()
    {
        var resolved = Resolve("a : 1\nb : 2\na : ${b}\nb : ${a}");

        Assert.Equal(resolved.GetKey("a")!.GetInt(), resolved.GetKey("b")!.GetInt());
    }

    [Theory]
    [InlineData("defaults { host = d, url = \"http://\"${server.host} }\nserver = ${defaults}\nserver { host = x }")]
    [InlineData("server = ${defaults}\nserver { host = x }\ndefaults { host = d, url = \"http://\"${server.host} }")]
    public void A_template_sees_what_overrides_it_wherever_it_stands(string text)
    {
        Assert.Equal("http://x", Resolve(text).GetKey("server")!.GetChildObject("url")!.GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("server { net { host = old } }\n")]
    public void A_template_sees_what_overrides_it_in_a_nested_object_too(string before)
    {
        const string Defaults = "defaults { net { host = d }, url = \"http://\"${server.net.host} }\n";
        const string Server = "server = ${defaults}\nserver { net { host = x } }\n";

        Assert.Equal("http://x", Url(before + Defaults + Server));
        Assert.Equal("http://x", Url(before + Server + Defaults));

        static string? Url(string text) => Resolve(text).GetKey("server")!.GetChildObject("url")!.GetString();
    }

    [Fact]
    public void Only_what_a_reference_needs_of_its_target_is_evaluated()
    {
        var resolved = Resolve("a = ${b}\nb { k = 1, m = ${c.k} }\nc = ${b}");

        Assert.Equal(1, resolved.GetKey("a")!.GetChildObject("m")!.GetInt());
    }

    [Theory]
    [InlineData("a += 1, a += 2", "[1, 2]")]
    [InlineData("a = [1], a += 2", "[1, 2]")]
    [InlineData("a = [1], a += [2]", "[1, [2]]")]
    [InlineData("a += {b = 1}", "[{\n  b : 1\n}]")]
    [InlineData("a = ${l}, a += 2, l = [1]", "[1, 2]")]
    [InlineData("a = [1], a += ${x}, a += 3, x = 2", "[1, 2, 3]")]
    [InlineData("a = [1], a += ${a}", "[1, [1]]")]
    [InlineData("a { 0 = 1 }, a += 2", "[1, 2]")]
    [InlineData("a += ${?x}", "[]")]
    public void Plus_equals_appends_to_the_array_that_was_set_before(string text, string array)
    {
        Assert.Equal(array, Resolve(text).GetKey("a")!.ToString());
    }

    [Fact]
    public void Plus_equals_to_something_that_is_no_array_is_an_error()
    {
        var error = Assert.Throws<HoconParserException>(() => Resolve("a = x\na += 1"));

        Assert.Equal("text:1:5", error.Origin.ToString());
    }

    [Fact]
    public void Plus_equals_reaches_a_nested_array_through_merged_objects()
    {
        var text = "a { l = [1] }, a { l += 2 }, a.l += 3";

        Assert.Equal([1, 2, 3], new HoconValue(Resolve(text)).ToConfig().GetIntList("a.l"));
    }
}
