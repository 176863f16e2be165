using System.Text;
using System.Threading.Channels;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Clients.Chat;
using ActorEcho.Tests.Chat.Wire;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Clients.Chat;

public class ChatClientTests
{
    private readonly MemoryConnection _connection = new();
    private readonly ManualClock _clock = new();
    private readonly ScriptedScreen _screen = new();

    private async Task<ChatClient> JoinAsync()
    {
        await _connection.AnswerAsync(Frames.Ack("alice", "bob"));
        var client = await ChatClient.JoinAsync(_connection.Client, ChatName.Parse("alice"), CancellationToken.None);
        await ReceiveAsync(ClientOpcode.Register);
        return client;
    }

    /// <summary>The next frame that the client sent.</summary>
    private async Task<(ChatName Name, string Text)> ReceiveAsync(ClientOpcode opcode)
    {
        var start = await TakeAsync(1);
        Assert.Equal(opcode, (ClientOpcode)start[0]);
        var name = opcode == ClientOpcode.Say ? default : new ChatName(await TakeAsync(ChatName.Size));
        if (opcode is ClientOpcode.Register or ClientOpcode.Exit) return (name, string.Empty);
        var length = BitConverter.ToUInt64(await TakeAsync(8));
        return (name, Encoding.UTF8.GetString(await TakeAsync((int)length)));
    }

    private async Task<byte[]> TakeAsync(int count)
    {
        var bytes = new byte[count];
        await _connection.Received.ReadExactlyAsync(bytes);
        return bytes;
    }

    [Fact]
    public async Task Joining_takes_the_name_and_learns_who_is_here()
    {
        await _connection.AnswerAsync(Frames.Ack("alice", "bob"));

        var client = await ChatClient.JoinAsync(_connection.Client, ChatName.Parse("alice"), CancellationToken.None);

        Assert.Equal(["alice", "bob"], client.UsersAtStart.Select(user => user.ToString()));
        Assert.Equal(ChatName.Parse("alice"), (await ReceiveAsync(ClientOpcode.Register)).Name);
    }

    [Theory]
    [InlineData(ChatError.NameTaken, "this name is taken")]
    [InlineData(ChatError.NameHasSpace, "no spaces")]
    [InlineData((ChatError)77, "unknown error 77")]
    public async Task A_refused_name_is_told_in_words(ChatError error, string words)
    {
        await _connection.AnswerAsync(Frames.Error(error));

        var exception = await Assert.ThrowsAsync<ChatRefusedException>(
            () => ChatClient.JoinAsync(_connection.Client, ChatName.Parse("alice"), CancellationToken.None));

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_something_else_is_told_as_such()
    {
        await _connection.AnswerAsync("HTTP/1.1 400 Bad Request\r\n");

        var exception = await Assert.ThrowsAsync<ChatRefusedException>(
            () => ChatClient.JoinAsync(_connection.Client, ChatName.Parse("alice"), CancellationToken.None));

        Assert.StartsWith("the server does not speak ProofChat: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_closes_instead_of_answering_is_told()
    {
        _connection.End();

        await Assert.ThrowsAsync<ChatRefusedException>(
            () => ChatClient.JoinAsync(_connection.Client, ChatName.Parse("alice"), CancellationToken.None));
    }

    [Theory]
    [InlineData(255, new[] { 255 })]
    [InlineData(256, new[] { 255, 1 })]
    [InlineData(600, new[] { 255, 255, 90 })]
    public async Task A_text_leaves_in_pieces_that_every_server_can_read(int length, int[] pieces)
    {
        var client = await JoinAsync();

        await client.SayAsync(new string('x', length), CancellationToken.None);

        foreach (var piece in pieces) Assert.Equal(piece, (await ReceiveAsync(ClientOpcode.Say)).Text.Length);
    }

    [Fact]
    public async Task A_private_text_leaves_room_for_its_mark_and_is_cut_between_characters()
    {
        var client = await JoinAsync();
        var text = new string('x', 249) + "üy";

        await client.WhisperAsync(ChatName.Parse("bob"), text, CancellationToken.None);

        Assert.Equal((ChatName.Parse("bob"), text[..249]), await ReceiveAsync(ClientOpcode.Whisper));
        Assert.Equal((ChatName.Parse("bob"), "üy"), await ReceiveAsync(ClientOpcode.Whisper));
    }

    [Fact]
    public async Task What_the_server_tells_is_read_in_any_fragments()
    {
        var client = await JoinAsync();
        byte[] told = [.. Frames.Message("bob", "hi"), .. Frames.Error(ChatError.NoSuchUser), .. Frames.Ack("alice")];
        var telling = Task.Run(async () =>
        {
            foreach (var piece in told) await _connection.AnswerAsync(new[] { piece });
            _connection.End();
        });

        Assert.Equal(new ChatEvent.Said(ChatName.Parse("bob"), "hi"), await client.ReadAsync(CancellationToken.None));
        Assert.Equal(new ChatEvent.Failed(3), await client.ReadAsync(CancellationToken.None));
        Assert.IsType<ChatEvent.Present>(await client.ReadAsync(CancellationToken.None));
        Assert.Null(await client.ReadAsync(CancellationToken.None));
        await telling;
    }

    [Fact]
    public async Task The_originals_padding_in_a_notice_is_dropped()
    {
        var client = await JoinAsync();
        await _connection.AnswerAsync(Frames.Message("SERVER", "bob".PadRight(32, '\0') + " has left"));

        Assert.Equal(
            new ChatEvent.Said(ChatName.Server, "bob has left"), await client.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_conversation_sends_what_is_typed_and_shows_what_is_told()
    {
        var conversation = new ChatConversation(await JoinAsync(), _screen, _clock).RunAsync(CancellationToken.None);

        _screen.Type("hello", "", "@nobody", "@bob psst");

        Assert.Equal("hello", (await ReceiveAsync(ClientOpcode.Say)).Text);
        Assert.Equal((ChatName.Parse("bob"), "psst"), await ReceiveAsync(ClientOpcode.Whisper));
        Assert.StartsWith("! a private message is @user text", await _screen.NextAsync(), StringComparison.Ordinal);
        await _connection.AnswerAsync(Frames.Message("bob", "hi"));
        await _connection.AnswerAsync(Frames.Error(ChatError.NoSuchUser));
        Assert.Equal("bob: hi", await _screen.NextAsync());
        Assert.Equal("! there is no user of that name", await _screen.NextAsync());

        _connection.End();
        Assert.False(await conversation);
    }

    [Theory]
    [InlineData("!exit")]
    [InlineData(null)]
    public async Task To_leave_or_to_end_the_lines_says_good_bye_and_waits_for_the_servers_end(string? line)
    {
        var conversation = new ChatConversation(await JoinAsync(), _screen, _clock).RunAsync(CancellationToken.None);

        if (line is not null) _screen.Type(line);
        else _screen.EndLines();

        Assert.Equal(ChatName.Parse("alice"), (await ReceiveAsync(ClientOpcode.Exit)).Name);
        await _connection.AnswerAsync(Frames.Ack("bob"));
        _connection.End();
        Assert.True(await conversation);
    }

    [Fact]
    public async Task A_server_that_says_no_good_bye_is_not_waited_for_long()
    {
        using var leave = new CancellationTokenSource();
        var conversation = new ChatConversation(await JoinAsync(), _screen, _clock).RunAsync(leave.Token);

        await leave.CancelAsync();
        await ReceiveAsync(ClientOpcode.Exit);
        await Condition.HoldsAsync(() => _clock.Waiting > 0);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.True(await conversation);
    }

    [Fact]
    public async Task What_a_cluster_could_not_store_is_told_after_the_good_bye_as_well()
    {
        var conversation = new ChatConversation(await JoinAsync(), _screen, _clock).RunAsync(CancellationToken.None);
        _screen.Type("hello");
        _screen.EndLines();
        await ReceiveAsync(ClientOpcode.Say);
        await ReceiveAsync(ClientOpcode.Exit);
        await Condition.HoldsAsync(() => _clock.Waiting > 0);

        // The default of store-timeout and a half.
        _clock.Advance(TimeSpan.FromSeconds(3));
        await _connection.AnswerAsync(Frames.Error(ChatError.NotStored));

        Assert.Equal("! the server could not store it; try again", await _screen.NextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        await _connection.AnswerAsync(Frames.Ack("bob"));
        _connection.End();
        Assert.True(await conversation);
    }

    [Fact]
    public async Task A_connection_that_breaks_instead_of_a_good_bye_may_have_lost_the_last_words()
    {
        var conversation = new ChatConversation(await JoinAsync(), _screen, _clock).RunAsync(CancellationToken.None);

        _screen.EndLines();
        await ReceiveAsync(ClientOpcode.Exit);
        _connection.End(new IOException("reset by peer"));

        await Assert.ThrowsAsync<IOException>(() => conversation);
    }

    [Fact]
    public async Task A_server_that_breaks_the_format_ends_it_with_the_reason()
    {
        var conversation = new ChatConversation(await JoinAsync(), _screen, _clock).RunAsync(CancellationToken.None);

        await _connection.AnswerAsync(new byte[] { 9 });

        Assert.Contains("unknown opcode 9", (await Assert.ThrowsAsync<InvalidDataException>(() => conversation)).Message, StringComparison.Ordinal);
    }

    private sealed class ScriptedScreen : IChatScreen
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
        private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Lines => _lines.Reader;

        public void Type(params string[] lines)
        {
            foreach (var line in lines) _lines.Writer.TryWrite(line);
        }

        public void EndLines() => _lines.Writer.Complete();

        public ValueTask<string> NextAsync() => _shown.Reader.ReadAsync();

        public void ShowMessage(ChatEvent.Said said) => _shown.Writer.TryWrite($"{said.Sender}: {said.Text}");

        public void ShowProblem(string problem) => _shown.Writer.TryWrite($"! {problem}");
    }
}
