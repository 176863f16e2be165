using System.Buffers;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Tests.Chat.Wire;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Cluster;

/// <summary>Who hears what of the entries that were read, and when.</summary>
public sealed class ClusterTenureTests : TestKit
{
    private const long Before = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClusterTenure _tenure = new(new TenureBegan(Epoch: 1, Before, CutOff: long.MaxValue));

    [Fact]
    public async Task A_newcomer_hears_what_was_stored_after_its_joining_though_it_was_read_before_the_joining_was_answered()
    {
        var alice = CreateTestProbe();
        var joining = BeginJoining(alice, "alice");
        Deliver(Entry(11, EntryKind.Join, "alice"), Text(12, "bob", "in the same batch"), Text(13, "bob", "hello"));
        Assert.Equal(Before, _tenure.Position);

        Join(alice, joining, since: 12);
        _tenure.Deliver(TestActor);

        Assert.Equal(["bob: hello"], await HearAsync(alice));
        Assert.True(_tenure.IsCaughtUp);
    }

    [Fact]
    public async Task A_private_text_comes_after_what_was_said_before_it()
    {
        var alice = Join("alice");
        Deliver(Text(11, "bob", "1"), Text(12, "bob", "2"), Whisper(13, to: 1, "3"), Text(14, "bob", "4"));
        Assert.Equal(["bob: 1", "bob: 2"], await HearAsync(alice));
        Assert.Equal(["bob: 3"], await HearAsync(alice));
        Assert.Equal(["bob: 4"], await HearAsync(alice));
    }

    [Fact]
    public async Task Who_speaks_hears_what_the_others_say_in_between()
    {
        var (alice, bob) = (Join("alice"), Join("bob"));
        Deliver(Text(11, "alice", "1"), Text(12, "bob", "2"), Text(13, "alice", "3"), Entry(14, EntryKind.Leave, "carol"));
        Assert.Equal(["bob: 2", "SERVER: carol has left"], await HearAsync(alice));
        Assert.Equal(["alice: 1", "alice: 3", "SERVER: carol has left"], await HearAsync(bob));
    }

    [Fact]
    public async Task While_the_members_are_behind_nothing_more_is_delivered()
    {
        var alice = Join("alice");
        var longText = new string('x', 64 * 1024);
        Deliver([.. Enumerable.Range(0, 3).Select(i => Text(11 + i, "bob", longText))]);
        for (var delivered = 1; ; delivered++)
        {
            Assert.Equal(Before + delivered, _tenure.Position);
            var message = await alice.ExpectMsgAsync<ChatMessage>(Patience);
            if (_tenure.IsCaughtUp) break;
            _tenure.Deliver(TestActor);
            Assert.Equal(Before + delivered, _tenure.Position);
            _tenure.Room.Receipt(_tenure.Room.Find(alice.Ref)!, message.Weight);
            _tenure.Deliver(TestActor);
        }

        Assert.Equal(Before + 3, _tenure.Position);
    }

    [Fact]
    public void Nothing_is_missing_once_the_reader_has_answered_at_all_until_a_batch_has_seen_what_it_has_not_brought()
    {
        Assert.NotNull(_tenure.MissingSince);
        _tenure.Take([]);
        Assert.Null(_tenure.MissingSince);
        _tenure.IsOpen = true;
        _tenure.BatchStored(Before);
        Assert.Null(_tenure.MissingSince);

        _tenure.BatchStored(12);
        var since = _tenure.MissingSince;
        Assert.NotNull(since);
        _tenure.Take([]);
        _tenure.BatchStored(12);
        Assert.Equal(since, _tenure.MissingSince);

        _tenure.Take([Text(11, "bob", "1")]);
        _tenure.BatchStored(12);
        Assert.Null(_tenure.MissingSince); // What is at hand comes first.
        _tenure.Deliver(TestActor);
        _tenure.BatchStored(12);
        Assert.NotNull(_tenure.MissingSince);
        Deliver(Text(12, "bob", "2"));
        _tenure.BatchStored(12);
        Assert.Null(_tenure.MissingSince);
    }

    private static StoredEntry Entry(long sequence, EntryKind kind, string name) => new(sequence, kind, ChatName.Parse(name), 0, null);

    private static StoredEntry Text(long sequence, string sender, string text) =>
        Entry(sequence, EntryKind.Text, sender) with { Body = Body(sender, text) };

    private static StoredEntry Whisper(long sequence, long to, string text) =>
        Entry(sequence, EntryKind.Whisper, "alice") with { Session = to, Body = Body("bob", text) };

    private static byte[] Body(string sender, string text) =>
        StoredFrames.Encode(ChatMessage.Broadcast(ChatName.Parse(sender), Frames.Bytes(text), 255));

    private ClusterTenure.Joining BeginJoining(TestProbe session, string name)
    {
        var registration = new ChatRequest.Register(ChatName.Parse(name), MaxListedUsers: 10);
        var joining = new ClusterTenure.Joining(new WaitingRegistration(session.Ref, registration, long.MaxValue), _tenure.NextNumber());
        _tenure.Joiners.Add(session.Ref, joining);
        return joining;
    }

    private void Join(TestProbe session, ClusterTenure.Joining joining, long since)
    {
        _tenure.BatchStored(since);
        _tenure.Add(session.Ref, joining, since);
        _tenure.Joiners.Remove(session.Ref);
    }

    private TestProbe Join(string name)
    {
        var session = CreateTestProbe();
        Join(session, BeginJoining(session, name), Before);
        return session;
    }

    private void Deliver(params StoredEntry[] entries)
    {
        _tenure.Take([.. entries]);
        _tenure.Deliver(TestActor);
    }

    /// <summary>What comes in the next message.</summary>
    private static async Task<List<string>> HearAsync(TestProbe session)
    {
        var heard = new List<string>();
        var unread = new ReadOnlySequence<byte>((await session.ExpectMsgAsync<ChatMessage>(Patience)).Bytes);
        while (new ServerFrameDecoder(1 << 16, 0).Read(ref unread, out var frame, out _) == FrameReading.Complete)
            heard.Add($"{frame.Sender}: {Encoding.UTF8.GetString(frame.Text.ToArray())}");
        return heard;
    }
}
