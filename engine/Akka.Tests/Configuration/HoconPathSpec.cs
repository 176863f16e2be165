using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class HoconPathSpec
{
    [Theory]
    [InlineData("foo.bar : 42", "foo", "bar")]
    [InlineData("foo.bar.baz : 42", "foo", "bar", "baz")]
    [InlineData("foo.\"hello.world\" : 42", "foo", "hello.world")]
    [InlineData("10.0foo : 42", "10", "0foo")]
    [InlineData("foo10.0 : 42", "foo10", "0")]
    [InlineData("foo\"10.0\" : 42", "foo10.0")]
    [InlineData("1.2.3 : 42", "1", "2", "3")]
    [InlineData("3.14 : 42", "3", "14")]
    [InlineData("true : 42", "true")]
    [InlineData("a b c : 42", "a b c")]
    [InlineData("  a  b  : 42", "a  b")]
    [InlineData("\"a\" \"b\" : 42", "a b")]
    [InlineData("a.\"\".b : 42", "a", "", "b")]
    [InlineData("foo include : 42", "foo include")]
    [InlineData("\"include\" : 42", "include")]
    [InlineData("includes : 42", "includes")]
    [InlineData("include.a : 42", "include", "a")]
    [InlineData("\"\"\"a.b\"\"\".c : 42", "a.b", "c")]
    public void A_key_is_a_path_expression(string text, params string[] path)
    {
        var value = Parser.Parse(text, includeCallback: null).Value;
        foreach (var key in path)
        {
            Assert.Equal(key, Assert.Single(value.GetObject().Fields).Key);
            value = value.GetChildObject(key)!;
        }

        Assert.Equal(42, value.GetInt());
    }

    [Theory]
    [InlineData("a..b : 1", "text:1:3")]
    [InlineData(".a : 1", "text:1:1")]
    [InlineData("a. : 1", "text:1:4")]
    [InlineData("a.b\n.c. = 1", "text:2:1")]
    [InlineData("x = ${a..b}", "text:1:9")]
    [InlineData("x = ${a.}", "text:1:9")]
    public void An_empty_key_must_be_quoted(string text, string place)
    {
        var error = Assert.Throws<HoconParserException>(() => ConfigurationFactory.ParseString(text));

        Assert.Equal(place, error.Origin.ToString());
    }

    [Fact]
    public void Paths_with_a_common_beginning_merge()
    {
        Assert.Equal("a : {\n  x : 42\n  y : 43\n}\n", ConfigurationFactory.ParseString("a.x : 42, a.y : 43").ToString());
    }

    [Fact]
    public void A_path_over_a_value_that_is_no_object_replaces_it()
    {
        Assert.Equal("a : {\n  x : 1\n}\n", ConfigurationFactory.ParseString("a = 5, a.x = 1").ToString());
    }

    [Theory]
    [InlineData("a.b", "a", "b")]
    [InlineData("\"a.b\".c", "a.b", "c")]
    [InlineData("a.\"\".b", "a", "", "b")]
    [InlineData("/user/*.mailbox", "/user/*", "mailbox")]
    [InlineData("\"a\\\"b\"", "a\"b")]
    public void A_getter_reads_a_path_with_quotes_and_any_character(string text, params string[] path)
    {
        Assert.Equal(path, HoconPath.Parse(text).Elements);
        Assert.Equal(path, HoconPath.Parse(HoconPath.Parse(text).ToString()).Elements);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    public void A_getter_refuses_a_path_that_is_none(string text)
    {
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.Empty.GetString(text));
    }
}
