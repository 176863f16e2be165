using System.Text;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public sealed class HoconIncludeSpec : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hocon-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private Config Parse(string text) => ConfigurationFactory.ParseFile(Write("main.conf", text));

    [Theory]
    [InlineData("include \"other.conf\"")]
    [InlineData("include file(\"other.conf\")")]
    [InlineData("include file( \"other.conf\" )")]
    [InlineData("include required(\"other.conf\")")]
    [InlineData("include required( file(\"other.conf\") )")]
    [InlineData("include\n\n  \"other.conf\"")]
    [InlineData("include\"other.conf\"")]
    [InlineData("include \"other\"")]
    [InlineData("include \"./sub/../other.conf\"")]
    [InlineData("{ include \"other.conf\", c = 1 }")]
    public void An_include_stands_for_the_fields_of_a_file_beside_the_including_one(string include)
    {
        Write("other.conf", "a = 1\nb { c = 2 }");
        Directory.CreateDirectory(Path.Combine(_directory, "sub"));

        var config = Parse(include);

        Assert.Equal(1, config.GetInt("a"));
        Assert.Equal(2, config.GetInt("b.c"));
    }

    [Fact]
    public void An_include_may_name_an_absolute_path_or_a_file_URL()
    {
        var other = Write("sub/other.conf", "a = 1");

        Assert.Equal(1, Parse($"include {HoconText.Quote(other)}").GetInt("a"));
        Assert.Equal(1, Parse($"include {HoconText.Quote(new Uri(other).AbsoluteUri)}").GetInt("a"));
        Assert.Equal(1, ConfigurationFactory.ParseString($"include {HoconText.Quote(other)}").GetInt("a"));
    }

    [Fact]
    public void An_include_within_an_included_file_is_relative_to_that_file()
    {
        Write("sub/first.conf", "include \"second.conf\"");
        Write("sub/second.conf", "a = 1");
        Write("second.conf", "a = 2");

        Assert.Equal(1, Parse("include \"sub/first.conf\"").GetInt("a"));
    }

    [Fact]
    public void An_include_merges_at_its_place()
    {
        Write("other.conf", "a = 2, b { y = 2 }, c = 2");

        var config = Parse("a = 1, b { x = 1, y = 1 }\ninclude \"other.conf\"\nc = 3");

        Assert.Equal("a : 2\nb : {\n  x : 1\n  y : 2\n}\nc : 3\n", config.ToString());
    }

    [Fact]
    public void A_name_without_an_extension_stands_for_json_and_conf_of_which_conf_wins()
    {
        Write("other.json", "{ \"a\": 1, \"b\": 1 }");
        Write("other.conf", "b = 2");

        Assert.Equal("a : 1\nb : 2\n", Parse("include \"other\"").ToString());
    }

    [Fact]
    public void A_substitution_in_an_included_file_is_looked_up_below_the_include_then_at_the_root()
    {
        Write("other.conf", "x = 10, y = ${x}, z = ${root}, nested { w = ${nested.v}, v = 1 }");

        var config = Parse("root = 5\na { include \"other.conf\" }");

        Assert.Equal(10, config.GetInt("a.y"));
        Assert.Equal(5, config.GetInt("a.z"));
        Assert.Equal(1, config.GetInt("a.nested.w"));
    }

    [Fact]
    public void A_substitution_in_an_included_file_sees_what_the_including_file_overrides()
    {
        Write("other.conf", "x = 10, y = ${x}");

        Assert.Equal(42, Parse("a { include \"other.conf\" }\na { x = 42 }").GetInt("a.y"));
    }

    [Fact]
    public void A_self_reference_in_an_included_file_looks_back_into_the_including_one()
    {
        Write("other.conf", "l = ${?l} [2], l += 3, p = ${p}/x");

        var config = Parse("a.b { l = [1], p = /r }\na { b { include \"other.conf\" } }");

        Assert.Equal([1, 2, 3], config.GetIntList("a.b.l"));
        Assert.Equal("/r/x", config.GetString("a.b.p"));
    }

    [Fact]
    public void An_include_may_stand_in_an_object_within_an_array()
    {
        Write("other.conf", "x = 10, y = ${root}");

        Assert.Equal("[{\n  x : 10\n  y : 5\n}]", Parse("root = 5, a = [{ include \"other.conf\" }]").GetValue("a")!.ToString());
    }

    [Theory]
    [InlineData("include \"missing.conf\"\na = 1")]
    [InlineData("include \"missing\"\na = 1")]
    [InlineData("include file(\"missing/missing.conf\"), a = 1")]
    public void A_missing_file_is_ignored(string text)
    {
        Assert.Equal("a : 1\n", Parse(text).ToString());
    }

    [Fact]
    public void A_missing_file_that_is_required_is_an_error()
    {
        var error = Assert.Throws<HoconParserException>(() => Parse("a = 1\ninclude required(\"missing.conf\")"));

        Assert.Equal(Path.Combine(_directory, "main.conf:2:1"), error.Origin.ToString());
        Assert.Contains("\"missing.conf\" was not found", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("include \"main.conf\"")]
    [InlineData("a { include \"./other.conf\" }")]
    public void A_file_that_includes_itself_is_an_error(string text)
    {
        Write("other.conf", "b { include \"main.conf\" }");

        var error = Assert.Throws<HoconParserException>(() => Parse(text));

        Assert.Contains("leads back", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_be_included_twice()
    {
        Write("other.conf", "x = 1");

        Assert.Equal("a : {\n  x : 1\n}\nb : {\n  x : 1\n}\n", Parse("a { include \"other.conf\" }, b { include \"other.conf\" }").ToString());
    }

    [Fact]
    public void Includes_that_multiply_are_an_error()
    {
        for (var i = 0; i < 20; i++)
        {
            Write($"{i}.conf", $"include \"{i + 1}.conf\"\ninclude \"{i + 1}.conf\"");
        }

        var error = Assert.Throws<HoconParserException>(() => Parse("include \"0.conf\""));

        Assert.Contains("at most 1000 are allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_included_file_must_hold_an_object()
    {
        Write("other.conf", "[1]");

        var error = Assert.Throws<HoconParserException>(() => Parse("include \"other.conf\""));

        Assert.Equal(Path.Combine(_directory, "other.conf:1:1"), error.Origin.ToString());
    }

    [Theory]
    [InlineData("include = 1", "main.conf:1:9")]
    [InlineData("include foo", "main.conf:1:9")]
    [InlineData("include ${a}", "main.conf:1:9")]
    [InlineData("include url(\"http://example.com/\")", "main.conf:1:9")]
    [InlineData("include classpath(\"a.conf\")", "main.conf:1:9")]
    [InlineData("include \"http://example.com/\"", "main.conf:1:1")]
    [InlineData("include file(\"a.conf\"", "main.conf:1:22")]
    [InlineData("include required(\"a.conf\"", "main.conf:1:26")]
    [InlineData("include \"a.conf\" \"b.conf\"", "main.conf:1:18")]
    public void An_include_of_anything_but_a_name_in_quotes_is_an_error(string text, string place)
    {
        var error = Assert.Throws<HoconParserException>(() => Parse(text));

        Assert.Equal(Path.Combine(_directory, place), error.Origin.ToString());
    }

    [Theory]
    [InlineData("a : include")]
    [InlineData("a : [include]")]
    public void Include_as_a_value_is_text(string text)
    {
        Assert.Contains("include", Parse(text).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_a_directory_cannot_include_a_relative_file()
    {
        var error = Assert.Throws<HoconParserException>(() => ConfigurationFactory.ParseString("include \"other.conf\""));

        Assert.Contains("relative", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_answers_includes_in_place_of_files()
    {
        var config = ConfigurationFactory.ParseString(
            "a { include \"x\" }, a { n = 2 }, include \"y\"",
            name => name == "x" ? Parser.Parse("m = 1, n = 1", includeCallback: null) : null);

        Assert.Equal("a : {\n  m : 1\n  n : 2\n}\n", config.ToString());
    }

    [Fact]
    public void A_file_that_is_missing_is_an_error_that_names_it()
    {
        var path = Path.Combine(_directory, "none.conf");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(path));

        Assert.StartsWith($"{path}: The configuration file cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_an_error_that_names_the_byte()
    {
        var path = Path.Combine(_directory, "latin1.conf");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("a = \"ä\""));

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(path));

        Assert.Contains("malformed sequence at byte 5", error.Message, StringComparison.Ordinal);
    }
}
