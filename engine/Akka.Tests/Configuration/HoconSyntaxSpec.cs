using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class HoconSyntaxSpec
{
    [Theory]
    [InlineData("a = 1 # note\nb = 2")]
    [InlineData("a = 1 // note\nb = 2")]
    [InlineData("# note\na = 1\n// note\nb = 2 # end")]
    [InlineData("a = 1, // note\n b = 2")]
    [InlineData("a = # note\n 1, b // note\n = 2")]
    public void Comments_run_from_a_hash_or_two_slashes_to_the_end_of_the_line(string text)
    {
        Assert.Equal("a : 1\nb : 2\n", ConfigurationFactory.ParseString(text).ToString());
    }

    [Fact]
    public void Comment_signs_within_quotes_are_text()
    {
        var config = ConfigurationFactory.ParseString("a = \"x#y\", b = \"x//y\", c = \"\"\"#//\"\"\"");

        Assert.Equal(["x#y", "x//y", "#//"], config.AsEnumerable().Select(pair => pair.Value.GetString()));
    }

    [Fact]
    public void A_slash_alone_is_text()
    {
        Assert.Equal("/user/a/b", ConfigurationFactory.ParseString("path = /user/a/b").GetString("path"));
    }

    [Theory]
    [InlineData("{ a = 1 }")]
    [InlineData("a = 1")]
    [InlineData("\uFEFF{ \"a\" : 1 }")]
    [InlineData("\n\n  a : 1  \n\n")]
    public void The_braces_of_the_root_may_be_omitted(string text)
    {
        Assert.Equal(1, ConfigurationFactory.ParseString(text).GetInt("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\t ")]
    [InlineData("# nothing")]
    [InlineData("{}")]
    public void A_text_without_fields_is_an_empty_object(string text)
    {
        Assert.True(ConfigurationFactory.ParseString(text).IsEmpty);
    }

    [Theory]
    [InlineData("a = {b = 1}")]
    [InlineData("a : {b : 1}")]
    [InlineData("a {b = 1}")]
    [InlineData("a{b:1}")]
    [InlineData("\"a\" { \"b\" = 1 }")]
    [InlineData("a\n{\nb\n=\n1\n}")]
    public void A_key_is_followed_by_a_colon_an_equals_sign_or_an_opening_brace(string text)
    {
        Assert.Equal(1, ConfigurationFactory.ParseString(text).GetInt("a.b"));
    }

    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("[1,2,3,]")]
    [InlineData("[1\n2\n3]")]
    [InlineData("[\n1,\n2\n,3\n,\n]")]
    [InlineData("[ 1 # one\n 2 // two\n 3 ]")]
    public void Commas_may_be_new_lines_and_one_may_trail_in_arrays(string array)
    {
        Assert.Equal([1, 2, 3], ConfigurationFactory.ParseString("a = " + array).GetIntList("a"));
    }

    [Theory]
    [InlineData("a=1,b=2")]
    [InlineData("a=1,b=2,")]
    [InlineData("a=1\nb=2")]
    [InlineData("{a=1,\nb=2\n,}")]
    [InlineData("a=1\r\nb=2\r\n")]
    public void Commas_may_be_new_lines_and_one_may_trail_in_objects(string text)
    {
        Assert.Equal("a : 1\nb : 2\n", ConfigurationFactory.ParseString(text).ToString());
    }

    [Theory]
    [InlineData('\u00A0')]
    [InlineData('\u2007')]
    [InlineData('\u202F')]
    [InlineData('\u2003')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\uFEFF')]
    [InlineData('\t')]
    [InlineData('\v')]
    [InlineData('\f')]
    [InlineData('\u001C')]
    [InlineData('\u001F')]
    public void Every_separator_of_Unicode_is_whitespace(char blank)
    {
        Assert.Equal("b", ConfigurationFactory.ParseString($"{blank}a{blank}={blank}b{blank}").GetString("a"));
    }

    [Fact]
    public void A_carriage_return_does_not_separate_fields()
    {
        Assert.Throws<HoconParserException>(() => ConfigurationFactory.ParseString("a = 1\rb = 2"));
    }

    [Fact]
    public void A_later_value_of_a_key_wins()
    {
        Assert.Equal(2, ConfigurationFactory.ParseString("a = 1, a = 2").GetInt("a"));
    }

    [Fact]
    public void Objects_of_one_key_merge()
    {
        var config = ConfigurationFactory.ParseString("a { x = 1, y { p = 1 } }, a { z = 3, y { q = 2 }, x = 4 }");

        Assert.Equal("a : {\n  x : 4\n  y : {\n    p : 1\n    q : 2\n  }\n  z : 3\n}\n", config.ToString());
    }

    [Fact]
    public void A_value_between_two_objects_prevents_that_they_merge()
    {
        var config = ConfigurationFactory.ParseString("a { x = 1 }, a = null, a { y = 2 }");

        Assert.Equal("a : {\n  y : 2\n}\n", config.ToString());
    }

    [Theory]
    [InlineData("\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041\"", "\" \\ / \b \f \n \r \t A")]
    [InlineData("\"\"", "")]
    [InlineData("\"${a}\"", "${a}")]
    [InlineData("\"ünï\U0001F600\"", "ünï\U0001F600")]
    [InlineData("\"\\ud83d\\uDE00\"", "\U0001F600")]
    public void Quoted_strings_are_those_of_JSON(string text, string value)
    {
        Assert.Equal(value, ConfigurationFactory.ParseString("a = " + text).GetString("a"));
    }

    [Theory]
    [InlineData("\"\"\"one\n\\two \"three\" ${four}\"\"\"", "one\n\\two \"three\" ${four}")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"a\"\"\"\"\"", "a\"\"")]
    public void Triple_quoted_strings_are_raw_and_may_end_in_quotes(string text, string value)
    {
        Assert.Equal(value, ConfigurationFactory.ParseString("a = " + text).GetString("a"));
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("true-ish")]
    [InlineData("truefoo")]
    [InlineData("10.0bar")]
    [InlineData("bar10.0")]
    [InlineData("127.0.0.1")]
    [InlineData("-")]
    [InlineData("1e+5")]
    [InlineData("007")]
    [InlineData("a(b)c|d;e'f<g>~h%i")]
    [InlineData("äöü")]
    public void Unquoted_strings_are_taken_as_they_stand(string text)
    {
        Assert.Equal(text, ConfigurationFactory.ParseString("a = " + text).GetString("a"));
    }

    [Theory]
    [InlineData("true", HoconLiteralKind.Boolean)]
    [InlineData("false", HoconLiteralKind.Boolean)]
    [InlineData("\"true\"", HoconLiteralKind.String)]
    [InlineData("on", HoconLiteralKind.String)]
    [InlineData("null", HoconLiteralKind.Null)]
    [InlineData("\"null\"", HoconLiteralKind.String)]
    [InlineData("0", HoconLiteralKind.Number)]
    [InlineData("-12.50e-3", HoconLiteralKind.Number)]
    [InlineData("01", HoconLiteralKind.String)]
    [InlineData("1.", HoconLiteralKind.String)]
    [InlineData("10s", HoconLiteralKind.String)]
    public void A_literal_knows_how_it_was_written(string text, HoconLiteralKind kind)
    {
        var literal = Assert.IsType<HoconLiteral>(ConfigurationFactory.ParseString("a = " + text).GetValue("a")!.Element);

        Assert.Equal(kind, literal.Kind);
    }

    [Fact]
    public void The_root_of_a_document_may_be_an_array()
    {
        var root = Parser.Parse("[1, {a = 2}]", includeCallback: null).Value;

        Assert.Equal(["1", "{\n  a : 2\n}"], root.GetArray().Select(item => item.ToString()));
    }

    [Fact]
    public void The_root_of_a_configuration_may_not_be_an_array()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("[1]"));

        Assert.Equal("text:1:1: the root of a configuration must be an object, found an array of 1.", error.Message);
    }

    [Fact]
    public void All_of_JSON_is_HOCON()
    {
        var config = ConfigurationFactory.ParseString(
            """
            { "a": [ { "b": null }, [], {}, "x\ty", -1.5E+3, true ],
              "c.d": { "": false } }
            """);

        Assert.Equal(6, config.GetValue("a")!.GetArray().Count);
        Assert.Equal(-1500, config.GetValue("a")!.GetArray()[4].GetInt());
        Assert.False(config.GetBoolean("\"c.d\".\"\"", true));
    }
}
