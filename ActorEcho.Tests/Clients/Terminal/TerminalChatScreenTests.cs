using System.Collections.Concurrent;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Clients.Chat;
using ActorEcho.Node.Clients.Terminal;

namespace ActorEcho.Tests.Clients.Terminal;

public sealed class TerminalChatScreenTests : IDisposable
{
    private readonly RowTerminal _terminal = new();
    private readonly TerminalChatScreen _screen;

    public TerminalChatScreenTests()
    {
        _screen = new TerminalChatScreen(_terminal);
        _screen.Open();
    }

    public void Dispose() => _terminal.Close();

    private static ChatEvent.Said Said(string name, string text) => new(ChatName.Parse(name), text);

    private async Task TypeAsync(string text)
    {
        foreach (var character in text) _terminal.Press(new ConsoleKeyInfo(character, ConsoleKey.None, false, false, false));
        await _terminal.TakenAsync();
    }

    private async Task PressAsync(ConsoleKey key)
    {
        _terminal.Press(new ConsoleKeyInfo('\0', key, false, false, false));
        await _terminal.TakenAsync();
    }

    [Fact]
    public void The_prompt_stands_ready() => Assert.Equal((">>> ", 4), (_terminal.Row, _terminal.Column));

    [Fact]
    public async Task A_message_goes_above_the_line_being_typed_and_the_line_stays()
    {
        await TypeAsync("hal");
        await PressAsync(ConsoleKey.LeftArrow);

        _screen.ShowMessage(Said("bob", "hi"));

        Assert.Equal(["bob: hi"], _terminal.Above);
        Assert.Equal((">>> hal", 6), (_terminal.Row, _terminal.Column));
    }

    [Fact]
    public async Task An_entered_line_stays_above_and_is_given()
    {
        await TypeAsync("hello");
        await PressAsync(ConsoleKey.Enter);

        Assert.Equal("hello", await _screen.Lines.ReadAsync());
        Assert.Equal([">>> hello"], _terminal.Above);
        Assert.Equal((">>> ", 4), (_terminal.Row, _terminal.Column));
    }

    [Fact]
    public void A_message_cannot_drive_the_terminal_or_forge_a_line()
    {
        _screen.ShowMessage(Said("bob", "a\e[2J\r\nalice: b\u202Ec"));

        Assert.Equal(["bob: a?[2J??alice: b?c"], _terminal.Above);
    }

    [Fact]
    public void A_problem_goes_above_as_well()
    {
        _screen.ShowProblem("no such user");

        Assert.Equal(["error: no such user"], _terminal.Above);
    }

    [Fact]
    public async Task A_terminal_that_closes_ends_the_lines()
    {
        _terminal.Close();

        await _screen.Lines.Completion;
    }

    [Fact]
    public void Finished_the_row_is_left_empty_and_stays_so()
    {
        _screen.Finish();
        _screen.ShowProblem("the connection is lost");

        Assert.Equal((string.Empty, 0), (_terminal.Row, _terminal.Column));
        Assert.Equal(["error: the connection is lost"], _terminal.Above);
    }

    /// <summary>A terminal that understands what the screen writes: return, wipe to the end of the row, column, new line.</summary>
    private sealed class RowTerminal : ITerminal
    {
        private readonly BlockingCollection<ConsoleKeyInfo> _keys = [];
        private readonly StringBuilder _row = new();
        private readonly Lock _lock = new();
        private int _pressed;
        private volatile int _asked;

        public int Columns => 40;

        public List<string> Above { get; } = [];

        public string Row
        {
            get
            {
                lock (_lock) return _row.ToString();
            }
        }

        public int Column { get; private set; }

        public void Press(ConsoleKeyInfo key)
        {
            _pressed++;
            _keys.Add(key);
        }

        public void Close() => _keys.CompleteAdding();

        /// <summary>Waits until all keys are taken and handled: until one more is asked for.</summary>
        public Task TakenAsync() => Condition.HoldsAsync(() => _asked > _pressed);

        public ConsoleKeyInfo? ReadKey()
        {
            Interlocked.Increment(ref _asked);
            return _keys.TryTake(out var key, Timeout.Infinite) ? key : null;
        }

        public void Write(string text)
        {
            lock (_lock)
            {
                for (var i = 0; i < text.Length; i++)
                {
                    if (text[i] == '\e') i = Escape(text, i);
                    else Put(text[i]);
                }
            }
        }

        private int Escape(string text, int start)
        {
            var end = start + 2;
            while (char.IsAsciiDigit(text[end])) end++;
            if (text[end] == 'K') _row.Length = Column;
            else if (text[end] == 'C') Column += int.Parse(text[(start + 2)..end], System.Globalization.CultureInfo.InvariantCulture);
            else Assert.Fail($"the screen wrote an unknown sequence: {text[(start + 1)..(end + 1)]}");
            return end;
        }

        private void Put(char character)
        {
            switch (character)
            {
                case '\r':
                    Column = 0;
                    break;
                case '\n':
                    Above.Add(_row.ToString());
                    _row.Clear();
                    Column = 0;
                    break;
                default:
                    _row.Append(character);
                    Column++;
                    break;
            }
        }
    }
}
