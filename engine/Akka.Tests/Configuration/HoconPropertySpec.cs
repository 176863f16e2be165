using Akka.Configuration.Hocon;
using FsCheck;
using FsCheck.Fluent;

namespace Akka.Tests.Configuration;

public class HoconPropertySpec
{
    private static readonly FsCheck.Config Many = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1_000);

    // Pieces of the grammar, so that random texts get far into the parser and the resolver.
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", "\n", " ", "\t", "=", ":", "+=", ".", "\"", "\"\"\"", "\\", "\\u00", "#", "//", "/",
        "$", "${", "${?", "}", "a", "b", "c", "a.b", "\"x.y\"", "include", "include \"f\"", "required(", "file(", ")",
        "true", "null", "0", "-1.5e3", "1e+", "10s", "é", "\uFEFF", "\u2028", "\0", "\uD800", "+", "@",
        "a = ${b}\n", "b = ${?a}\n", "a = ${a} [1]\n", "c { a = ${c} }\n", "b += 1\n", "a { b = 1 } {c = 2}\n", "a.b.c = 3\n",
        "a = ${c.a}\n", "b = [${a}, ${?b}]\n", "c = ${a}${b}\n", "c = ${?c.b} {d = 1}\n",
    ];

    private static Gen<string> Glued(IEnumerable<string> pieces) =>
        Gen.Elements(pieces).ListOf().Select(parts => string.Concat(parts));

    private static Gen<HoconValue> Values(int size)
    {
        var text = Gen.OneOf(
            Gen.Elements(Pieces),
            ArbMap.Default.ArbFor<string>().Generator.Select(any => any ?? ""),
            Gen.Constant(""));
        var leaf = Gen.OneOf(
            text.Select(HoconConcatenationText),
            Gen.Elements("1", "-0.5", "1e5", "true", "false", "null", "word", "1x").Select(plain =>
                HoconConcatenation.Unquoted(plain, HoconOrigin.Program)));
        if (size == 0)
            return leaf;
        var inner = Values(size / 2);
        return Gen.OneOf(
            leaf,
            inner.ListOf().Select(items => new HoconValue(new HoconArray(items))),
            text.Zip(inner, (key, value) => new HoconField(key, HoconOrigin.Program, value)).ListOf()
                .Select(fields => new HoconValue(new HoconObject(fields))));
    }

    private static HoconValue HoconConcatenationText(string text) => HoconConcatenation.Text(text, HoconOrigin.Program);

    private static void ParsesOrIsRefused(string text)
    {
        HoconRoot root;
        try
        {
            root = Parser.Parse(text, name => name == "f" ? Parser.Parse("a = 7, g { h = 1 }", includeCallback: null) : null);
        }
        catch (HoconParserException refused)
        {
            Assert.StartsWith("text:", refused.Message, StringComparison.Ordinal);
            return;
        }

        AssertSame(root.Value, Parser.Parse(root.Value.ToString(), includeCallback: null).Value);
    }

    private static void AssertSame(HoconValue expected, HoconValue actual)
    {
        switch (expected.Element, actual.Element)
        {
            case (HoconLiteral left, HoconLiteral right):
                Assert.Equal((left.Kind, left.Value), (right.Kind, right.Value));
                break;
            case (HoconArray left, HoconArray right):
                Assert.Equal(left.Count, right.Count);
                for (var i = 0; i < left.Count; i++)
                    AssertSame(left[i], right[i]);
                break;
            case (HoconObject left, HoconObject right):
                Assert.Equal(left.Fields.Select(field => field.Key), right.Fields.Select(field => field.Key));
                foreach (var field in left.Fields)
                    AssertSame(field.Value, right.GetKey(field.Key)!);
                break;
            default:
                Assert.Fail($"{expected} became {actual}");
                break;
        }
    }

    [Fact]
    public void Any_text_of_pieces_of_the_grammar_parses_or_is_refused_with_a_place()
    {
        Prop.ForAll(Glued(Pieces).ToArbitrary(), ParsesOrIsRefused).Check(Many);
    }

    [Fact]
    public void Any_assignments_and_references_resolve_or_are_refused_with_a_place()
    {
        var lines = Pieces.Where(piece => piece.EndsWith('\n') || piece == "include \"f\"").Select(piece => piece + "\n");

        Prop.ForAll(Glued(lines).ToArbitrary(), ParsesOrIsRefused).Check(Many);
    }

    [Fact]
    public void Any_text_parses_or_is_refused_with_a_place()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), ParsesOrIsRefused).Check(Many);
    }

    [Fact]
    public void What_is_rendered_parses_to_the_same_values()
    {
        Prop.ForAll(
            Gen.Sized(size => Values(Math.Min(size, 16))).ToArbitrary(),
            value => AssertSame(
                value, Parser.Parse("a = " + value, includeCallback: null).Value.GetChildObject("a")!)).Check(Many);
    }

    [Fact]
    public void Any_path_reads_back_from_its_text()
    {
        Prop.ForAll(
            ArbMap.Default.ArbFor<string[]>().Filter(keys => keys.Length > 0 && keys.All(key => key is not null)),
            keys => Assert.Equal(keys, HoconPath.Parse(new HoconPath(keys).ToString()).Elements)).Check(Many);
    }
}
