using ActorEcho.Node.Clients.Terminal;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Clients.Terminal;

public class LineEditorTests
{
    private readonly LineEditor _editor = new();

    private static ConsoleKeyInfo Key(ConsoleKey key, ConsoleModifiers modifiers = 0) =>
        new('\0', key, modifiers.HasFlag(ConsoleModifiers.Shift), modifiers.HasFlag(ConsoleModifiers.Alt), modifiers.HasFlag(ConsoleModifiers.Control));

    private static ConsoleKeyInfo Character(char character) => new(character, ConsoleKey.None, false, false, false);

    private void Type(string text)
    {
        foreach (var character in text) _editor.Press(Character(character));
    }

    private LineEdit Press(ConsoleKey key) => _editor.Press(Key(key));

    private LineEdit Control(ConsoleKey key) => _editor.Press(Key(key, ConsoleModifiers.Control));

    private string Line() => string.Concat(_editor.Text);

    [Fact]
    public void Characters_go_in_at_the_cursor()
    {
        Type("held");
        Press(ConsoleKey.LeftArrow);
        Type("l");
        Press(ConsoleKey.End);
        Type("!");

        Assert.Equal(("helld!", 6), (Line(), _editor.Cursor));
    }

    [Fact]
    public void A_character_of_two_keys_is_one()
    {
        Type("a😀b");
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.Backspace);

        Assert.Equal(("ab", 1), (Line(), _editor.Cursor));
    }

    [Fact]
    public void Control_characters_and_half_characters_are_no_text()
    {
        Type("a\e\ud83d");
        Type("b\ude00\0");

        Assert.Equal("ab", Line());
    }

    [Theory]
    [InlineData(ConsoleKey.U, "two", 0)]
    [InlineData(ConsoleKey.K, "one ", 4)]
    [InlineData(ConsoleKey.W, "two", 0)]
    [InlineData(ConsoleKey.D, "one wo", 4)]
    [InlineData(ConsoleKey.H, "onetwo", 3)]
    [InlineData(ConsoleKey.A, "one two", 0)]
    [InlineData(ConsoleKey.E, "one two", 7)]
    public void The_shells_keys_work(ConsoleKey key, string line, int cursor)
    {
        Type("one two");
        for (var i = 0; i < 3; i++) Press(ConsoleKey.LeftArrow);

        Assert.Equal(LineEdit.Changed, Control(key));

        Assert.Equal((line, cursor), (Line(), _editor.Cursor));
    }

    [Fact]
    public void Keys_at_the_edges_do_nothing()
    {
        foreach (var key in new[] { ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.LeftArrow, ConsoleKey.RightArrow, ConsoleKey.Home, ConsoleKey.UpArrow, ConsoleKey.F1 })
        {
            Assert.Equal(LineEdit.None, Press(key));
        }
    }

    [Fact]
    public void Ctrl_d_ends_only_on_an_empty_line()
    {
        Type("x");
        Assert.Equal(LineEdit.None, Control(ConsoleKey.D));
        Press(ConsoleKey.Backspace);

        Assert.Equal(LineEdit.Ended, Control(ConsoleKey.D));
    }

    [Fact]
    public void A_submitted_line_is_taken_and_the_next_begins_empty()
    {
        Type("hello");

        Assert.Equal(LineEdit.Submitted, Press(ConsoleKey.Enter));
        Assert.Equal("hello", _editor.Take());
        Assert.Equal((string.Empty, 0), (Line(), _editor.Cursor));
    }

    [Fact]
    public void Earlier_lines_come_back_and_the_unfinished_one_waits_behind_them()
    {
        foreach (var line in new[] { "one", "two", "two" })
        {
            Type(line);
            _editor.Take();
        }

        Type("thr");
        Press(ConsoleKey.UpArrow);
        Assert.Equal("two", Line());
        Press(ConsoleKey.UpArrow);
        Assert.Equal("one", Line());
        Assert.Equal(LineEdit.None, Press(ConsoleKey.UpArrow));
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.DownArrow);
        Assert.Equal(("thr", 3), (Line(), _editor.Cursor));
    }

    [Fact]
    public void The_cursor_is_in_the_line_whatever_is_pressed()
    {
        var keys = Gen.ListOf(Gen.OneOf(
            Gen.Elements("ab ü中".ToCharArray()).Select(Character),
            Gen.Elements(
                ConsoleKey.LeftArrow, ConsoleKey.RightArrow, ConsoleKey.Home, ConsoleKey.End, ConsoleKey.Backspace, ConsoleKey.Delete,
                ConsoleKey.UpArrow, ConsoleKey.DownArrow).Select(key => Key(key)),
            Gen.Elements(ConsoleKey.A, ConsoleKey.E, ConsoleKey.U, ConsoleKey.K, ConsoleKey.W, ConsoleKey.D, ConsoleKey.H)
                .Select(key => Key(key, ConsoleModifiers.Control))));
        Prop.ForAll(keys.ToArbitrary(), pressed =>
        {
            var editor = new LineEditor();
            foreach (var key in pressed)
            {
                editor.Press(key);
                Assert.InRange(editor.Cursor, 0, editor.Text.Count);
                var view = LineView.Of(">>> ", editor.Text, editor.Cursor, 12);
                Assert.InRange(view.Text.EnumerateRunes().Sum(PrintableText.WidthOf), 4, 11);
                Assert.InRange(view.CursorColumn, 4, 11);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("hello", 5, 20, ">>> hello", 9)]
    [InlineData("hello", 0, 20, ">>> hello", 4)]
    [InlineData("abcdefghij", 10, 10, ">>> fghij", 9)]
    [InlineData("abcdefghij", 0, 10, ">>> abcde", 4)]
    [InlineData("中文字", 3, 10, ">>> 文字", 8)]
    public void A_line_that_is_too_long_is_scrolled_to_the_cursor(string line, int cursor, int columns, string text, int column)
    {
        var view = LineView.Of(">>> ", [.. line.EnumerateRunes()], cursor, columns);

        Assert.Equal((text, column), (view.Text, view.CursorColumn));
    }
}
