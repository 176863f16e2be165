using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class HoconConcatenationSpec
{
    [Theory]
    [InlineData(" foo bar baz ", "foo bar baz")]
    [InlineData("foo   \"bar\"\tbaz # end", "foo   bar\tbaz")]
    [InlineData("\" a \" b", " a  b")]
    [InlineData("true null 1e5 x", "true null 1e5 x")]
    [InlineData("10\" s\"", "10 s")]
    [InlineData("${n} is ${s}", "5 is text")]
    [InlineData("${s}${s}", "texttext")]
    [InlineData("${nothing} here", "null here")]
    [InlineData("${yes}ish", "trueish")]
    [InlineData("${?missing}x", "x")]
    [InlineData("a ${?missing} b", "a  b")]
    public void Simple_values_on_a_line_join_to_a_string_with_the_blanks_between_them(string value, string joined)
    {
        var config = ConfigurationFactory.ParseString($"n = 5, s = text, nothing = null, yes = true\na = {value}");

        Assert.Equal(joined, config.GetString("a"));
    }

    [Theory]
    [InlineData("[1, 2] [3]")]
    [InlineData("[1][2][3]")]
    [InlineData("${one} [2, 3]")]
    [InlineData("${one} ${rest}")]
    [InlineData("${one} [2] ${?missing} [3]")]
    [InlineData("${?missing} [1, 2, 3]")]
    [InlineData("[1] ${indexed} [3]")]
    public void Arrays_join_to_an_array(string value)
    {
        var config = ConfigurationFactory.ParseString($"one = [1], rest = [2, 3], indexed {{ 0 = 2 }}\na = {value}");

        Assert.Equal([1, 2, 3], config.GetIntList("a"));
    }

    [Theory]
    [InlineData("{x = 1} {y = 2}")]
    [InlineData("{x = 5} {x = 1, y = 2}")]
    [InlineData("${x} {y = 2}")]
    [InlineData("{y = 2} ${x}")]
    [InlineData("${x} ${y}")]
    [InlineData("${x}${?missing}{y = 2}")]
    public void Objects_join_to_one_whose_later_parts_win(string value)
    {
        var config = ConfigurationFactory.ParseString($"x {{ x = 1 }}, y {{ y = 2 }}\na = {value}");

        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
    }

    [Fact]
    public void Values_join_within_an_array_too()
    {
        var config = ConfigurationFactory.ParseString("x { x = 1 }\na = [b c, ${x} { y = 2 }, [1] [2]\n d \"e\"]");

        Assert.Equal("[\"b c\", {\n  x : 1\n  y : 2\n}, [1, 2], \"d e\"]", config.GetValue("a")!.ToString());
    }

    [Fact]
    public void A_value_alone_keeps_its_type()
    {
        var config = ConfigurationFactory.ParseString("a = true, b = ${a}, o { p = 1 }, q = ${o}, r = [1], s = ${r}");

        Assert.Equal(HoconLiteralKind.Boolean, ((HoconLiteral)config.GetValue("b")!.Element).Kind);
        Assert.Equal(1, config.GetInt("q.p"));
        Assert.Equal([1], config.GetIntList("s"));
    }

    [Theory]
    [InlineData("a = x {y = 1}", "text:1:5: Expected an object to join with an object beside it, found the string \"x\"; separate fields with a comma or a new line.")]
    [InlineData("a = {y = 1} x", "text:1:13: Expected an object to join with an object beside it, found the string \"x\"; separate fields with a comma or a new line.")]
    [InlineData("a = [1] 2", "text:1:9: Expected an array to join with an array beside it, found the number 2; separate fields with a comma or a new line.")]
    [InlineData("a = [1] {y = 1}", "text:1:9: Expected an array to join with an array beside it, found an object with the keys y; separate fields with a comma or a new line.")]
    [InlineData("s = x, a = [1] ${s}", "text:1:5: Expected an array to join with an array beside it, found the string \"x\"; separate fields with a comma or a new line.")]
    [InlineData("s = x, a = ${s} {y = 1}", "text:1:12: Expected ${s} to be an object, to join with the object beside it, found the string \"x\" from text:1:5.")]
    [InlineData("s = x, o {p = 1}, a = ${o}${s}", "text:1:5: Expected an object to join with an object beside it, found the string \"x\"; separate fields with a comma or a new line.")]
    public void Values_of_different_kinds_do_not_join(string text, string message)
    {
        var error = Assert.Throws<HoconParserException>(() => ConfigurationFactory.ParseString(text));

        Assert.Equal(message, error.Message);
    }
}
