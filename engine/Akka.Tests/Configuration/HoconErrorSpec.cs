using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public class HoconErrorSpec
{
    [Theory]
    [InlineData("a = [1,2,3,,]", "1:12: Expected a value, found ','; text that holds it goes between quotes.")]
    [InlineData("a = [,1]", "1:6: Expected a value, found ','; text that holds it goes between quotes.")]
    [InlineData("a = [1,,2]", "1:8: Expected a value, found ','; text that holds it goes between quotes.")]
    [InlineData("{ , }", "1:3: Expected a key, found ','; a key that holds it goes between quotes.")]
    [InlineData("a = 1,, b = 2", "1:7: Expected a key, found ','; a key that holds it goes between quotes.")]
    [InlineData("a = [1\n, 2", "2:4: Expected ']' for the '[' at text:1:5, found the end of the text.")]
    [InlineData("a {\n  b = 1\n", "3:1: Expected '}' for the '{' at text:1:3, found the end of the text.")]
    [InlineData("a = 1 }", "1:7: Expected a key or the end of the text, found '}'; there is no '{' for it.")]
    [InlineData("{ a = 1 } }", "1:11: Expected the end of the text, found '}'.")]
    [InlineData("{ a = 1 } b = 2", "1:11: Expected the end of the text, found 'b'.")]
    [InlineData("a", "1:2: Expected '=', ':', '+=' or '{' after the key a, found the end of the text.")]
    [InlineData("a.b\nc = 1", "2:1: Expected '=', ':', '+=' or '{' after the key a.b, found 'c'.")]
    [InlineData("a =", "1:4: Expected a value, found the end of the text.")]
    [InlineData("a { b = }", "1:9: Expected a value, found '}'; text that holds it goes between quotes.")]
    [InlineData("a = = 1", "1:5: Expected a value, found '='; text that holds it goes between quotes.")]
    [InlineData("a = tcp://0.0.0.0", "1:8: Expected ',' or the end of the line after the value, found ':'; text that holds it goes between quotes.")]
    [InlineData("a = x@y", "1:6: Expected ',' or the end of the line after the value, found '@'; text that holds it goes between quotes.")]
    [InlineData("a = 1 + 2", "1:7: Expected ',' or the end of the line after the value, found '+'; text that holds it goes between quotes.")]
    [InlineData("a = {b = 1} c = 2", "1:13: Expected an object to join with an object beside it, found the string \"c\"; separate fields with a comma or a new line.")]
    [InlineData("[1] = 2", "1:5: Expected the end of the text, found '='.")]
    [InlineData("$a = 2", "1:1: Expected a key, found '$'; a key that holds it goes between quotes.")]
    [InlineData("${a} = 2", "1:1: Expected a key, found '$'; a key that holds it goes between quotes.")]
    [InlineData("a = $b", "1:5: Expected a value, found '$'; text that holds it goes between quotes.")]
    [InlineData("a = ${b", "1:8: Expected '}' for the '${' at text:1:5, found the end of the text.")]
    [InlineData("a = ${b\n}", "1:8: Expected '}' for the '${' at text:1:5, found the end of the line.")]
    [InlineData("a = ${}", "1:7: Expected a path, found '}'.")]
    [InlineData(".a = 1", "1:1: Expected a key on either side of every '.', found an empty one; write \"\" for an empty key.")]
    [InlineData("a = ${b..c}", "1:9: Expected a key on either side of every '.', found an empty one; write \"\" for an empty key.")]
    [InlineData("a = ${b${c}}", "1:8: Expected '}' for the '${' at text:1:5, found '$'.")]
    [InlineData("a = \"x", "1:5: This string is not closed: expected '\"' before the end of the line, found the end of the text at text:1:7; text of several lines goes between triple quotes.")]
    [InlineData("a = \"x\ny\"", "1:5: This string is not closed: expected '\"' before the end of the line, found the end of the line at text:1:7; text of several lines goes between triple quotes.")]
    [InlineData("a = \"x\ty\"", "1:7: Expected text or '\"', found the control character U+0009; a control character in a string is written \\u0009.")]
    [InlineData("a = \"\\x\"", "1:6: Expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found '\\x'; write \\\\ for a backslash.")]
    [InlineData("a = \"\\u12g4\"", "1:6: Expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found '\\u12g4'; write \\\\ for a backslash.")]
    [InlineData("\n a = \"\"\"x", "2:6: This string is not closed: expected '\"\"\"', found the end of the text.")]
    [InlineData("a = \"\"\"1\n2\"\"\", b = @", "2:11: Expected a value, found '@'; text that holds it goes between quotes.")]
    public void A_text_that_is_no_HOCON_is_an_error_that_says_where_and_what(string text, string message)
    {
        var error = Assert.Throws<HoconParserException>(() => ConfigurationFactory.ParseString(text));

        Assert.Equal("text:" + message, error.Message);
        Assert.Equal($"{error.Origin}: {error.Problem}", error.Message);
    }

    [Fact]
    public void Null_text_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ConfigurationFactory.ParseString(null!));
    }
}
