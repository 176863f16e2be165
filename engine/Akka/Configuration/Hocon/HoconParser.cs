using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Akka.Configuration.Hocon;

/// <summary>Parses one document into its syntax tree, and the documents it includes with it.</summary>
internal sealed class HoconParser
{
    private readonly HoconSource _source;
    private readonly HoconIncludes _includes;
    private readonly HoconScanner _scanner;

    // Keys from the application's root to the object being read; null within an array, where no path leads.
    private ImmutableArray<string>? _path;
    private readonly ImmutableArray<string> _prefix;
    private int _depth;

    private HoconParser(HoconSource source, HoconIncludes includes, ImmutableArray<string>? path)
    {
        _source = source;
        _includes = includes;
        _path = path;
        _prefix = path ?? [];
        _scanner = new HoconScanner(source.Read(), source.Description);
    }

    /// <summary>Parses a document whose root may be an object or an array.</summary>
    public static HoconSyntax ParseDocument(HoconSource source, HoconIncludes includes, ImmutableArray<string>? path) =>
        new HoconParser(source, includes, path).TakeDocument();

    /// <summary>Parses a document that must be an object, as an included one must.</summary>
    public static ObjectSyntax ParseObject(HoconSource source, HoconIncludes includes, ImmutableArray<string>? path) =>
        ParseDocument(source, includes, path) is { } root && root is ObjectSyntax @object
            ? @object
            : throw new HoconParserException(
                new HoconOrigin(source.Description, 1, 1), "Expected an object at the root of the document, found an array.");

    /// <summary>Parses a text that is one value.</summary>
    public static HoconSyntax ParseValue(HoconSource source, HoconIncludes includes)
    {
        var parser = new HoconParser(source, includes, path: null);
        var value = parser.TakeValue();
        parser.ExpectEnd();
        return value;
    }

    private HoconSyntax TakeDocument()
    {
        _scanner.SkipLines();
        HoconSyntax root;
        if (_scanner.Next == '[')
        {
            root = TakeArray();
        }
        else if (_scanner.Next == '{')
        {
            root = TakeObject();
        }
        else
        {
            var @object = new ObjectSyntax(_scanner.Here);
            TakeFields(@object, opened: null);
            root = @object;
        }

        ExpectEnd();
        return root;
    }

    private void ExpectEnd()
    {
        _scanner.SkipLines();
        if (!_scanner.AtEnd)
            throw Unexpected("the end of the text");
    }

    private ObjectSyntax TakeObject()
    {
        Enter(1);
        var opened = _scanner.Here;
        _scanner.Advance();
        var @object = new ObjectSyntax(opened);
        TakeFields(@object, opened);
        _depth--;
        return @object;
    }

    /// <summary>Reads fields up to the closing brace, or to the end of the text where the root's braces are omitted.</summary>
    private void TakeFields(ObjectSyntax @object, HoconOrigin? opened)
    {
        while (true)
        {
            _scanner.SkipLines();
            if (_scanner.AtEnd)
            {
                if (opened is not null)
                {
                    throw new HoconParserException(
                        _scanner.Here, $"Expected '}}' for the '{{' at {opened}, found the end of the text.");
                }

                return;
            }

            if (_scanner.Next == '}')
            {
                if (opened is null)
                    throw Unexpected("a key or the end of the text", "; there is no '{' for it");
                _scanner.Advance();
                return;
            }

            TakeField(@object);

            var newline = _scanner.SkipLines();
            if (!_scanner.TryTake(',') && !newline && !_scanner.AtEnd && _scanner.Next != '}')
                throw Unexpected(opened is null ? "',' or a new line" : "',', a new line or '}'");
        }
    }

    private void TakeField(ObjectSyntax @object)
    {
        var origin = _scanner.Here;
        if (_scanner.LookingAtWord(IncludeStatement.Keyword))
        {
            _includes.MergeInto(@object, IncludeStatement.Take(_scanner), _source, _path);
            return;
        }

        if (_scanner.Next != '"' && HoconText.IsForbidden(_scanner.Next))
            throw Unexpected("a key", "; a key that holds it goes between quotes");
        var keys = HoconPathParser.Take(_scanner);
        _scanner.SkipLines();

        var append = _scanner.TryTake("+=");
        if (!append && !_scanner.TryTake(':') && !_scanner.TryTake('=') && _scanner.Next != '{')
            throw Unexpected($"'=', ':', '+=' or '{{' after the key {new HoconPath(keys)}");

        Enter(keys.Length);
        var path = _path;
        _path = path?.AddRange(keys);
        var value = TakeValue();
        _path = path;
        _depth -= keys.Length;

        foreach (var key in keys.AsSpan()[..^1])
        {
            // A path opens an object on its way, so that it merges with what the key holds already.
            var nested = new ObjectSyntax(origin);
            var field = @object.FindOrAdd(key, origin);
            field.Assign(nested);
            @object = (ObjectSyntax)field.Assigned[^1];
        }

        @object.FindOrAdd(keys[^1], origin)
            .Assign(append ? new AppendSyntax(new ArraySyntax(value.Origin, [value])) : value);
    }

    private HoconSyntax TakeValue()
    {
        _scanner.SkipLines();
        var parts = new List<HoconSyntax>();
        while (true)
        {
            var origin = _scanner.Here;
            var blanks = _scanner.TakeBlanks();
            if (TakePart() is not { } part)
                break;
            if (blanks.Length > 0 && parts.Count > 0)
                parts.Add(new ConstantSyntax(HoconConcatenation.Text(blanks, origin), isBlank: true));
            parts.Add(part);
        }

        if (parts.Count == 0)
            throw Unexpected("a value", HoconText.IsForbidden(_scanner.Next) ? "; text that holds it goes between quotes" : "");
        var value = HoconConcatenation.Join(parts);
        if (!_scanner.AtEnd && !_scanner.AtNewline && !_scanner.AtComment && _scanner.Next is not (',' or '}' or ']'))
            throw Unexpected("',' or the end of the line after the value", "; text that holds it goes between quotes");
        return value;
    }

    private HoconSyntax? TakePart()
    {
        if (_scanner.AtEnd || _scanner.AtComment)
            return null;
        var origin = _scanner.Here;
        switch (_scanner.Next)
        {
            case '{':
                return TakeObject();
            case '[':
                return TakeArray();
            case '"':
                return new ConstantSyntax(HoconConcatenation.Text(_scanner.TakeQuoted(), origin));
            case '$' when _scanner.Looking("${"):
                return TakeSubstitution();
            default:
                var text = _scanner.TakeUnquoted();
                return text.Length == 0 ? null : new ConstantSyntax(HoconConcatenation.Unquoted(text, origin));
        }
    }

    private ArraySyntax TakeArray()
    {
        Enter(1);
        var path = _path;
        _path = null;
        var opened = _scanner.Here;
        _scanner.Advance();
        var items = ImmutableArray.CreateBuilder<HoconSyntax>();
        while (true)
        {
            _scanner.SkipLines();
            if (_scanner.AtEnd)
            {
                throw new HoconParserException(
                    _scanner.Here, $"Expected ']' for the '[' at {opened}, found the end of the text.");
            }

            if (_scanner.TryTake(']'))
                break;

            items.Add(TakeValue());

            var newline = _scanner.SkipLines();
            if (!_scanner.TryTake(',') && !newline && !_scanner.AtEnd && _scanner.Next != ']')
                throw Unexpected("',', a new line or ']'");
        }

        _path = path;
        _depth--;
        return new ArraySyntax(opened, items.ToImmutable());
    }

    private SubstitutionSyntax TakeSubstitution()
    {
        var origin = _scanner.Here;
        _scanner.Advance("${".Length);
        var optional = _scanner.TryTake('?');
        var path = HoconPathParser.Take(_scanner);
        var list = _scanner.TryTake("[]");
        _scanner.TakeBlanks();
        if (!_scanner.TryTake('}'))
            throw Unexpected($"'}}' for the '${{' at {origin}");
        return new SubstitutionSyntax(origin, path) { Prefix = _prefix, IsOptional = optional, IsList = list };
    }

    private void Enter(int levels)
    {
        _depth += levels;
        if (_depth + _prefix.Length > HoconLimits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new HoconParserException(
                _scanner.Here,
                $"Objects and arrays nest too deeply here, {HoconLimits.MaxDepth} levels are allowed; make the configuration flatter.");
        }
    }

    private HoconParserException Unexpected(string expected, string advice = "") =>
        new(_scanner.Here, $"Expected {expected}, found {_scanner.Found}{advice}.");
}
