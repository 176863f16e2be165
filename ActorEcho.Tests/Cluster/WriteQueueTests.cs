using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;

namespace ActorEcho.Tests.Cluster;

public class WriteQueueTests
{
    private static readonly ChatName Alice = ChatName.Parse("alice");

    private static readonly TimeSpan Inquiry = TimeSpan.FromSeconds(1);

    private readonly WriteQueue _queue = new(maxOperations: 3, maxBytes: 1000, Inquiry);

    [Fact]
    public void A_batch_takes_what_has_waited_longest_up_to_its_bounds()
    {
        for (var i = 0; i < 5; i++) Add(Text(10));
        Assert.Equal(3, _queue.BeginBatch().Length);
        Assert.Equal(3, End().Length);
        Add(Text(800));
        Add(Text(200));
        Assert.Equal(3, _queue.BeginBatch().Length);
        End();
        Assert.Single(_queue.BeginBatch());
        End();
        Assert.True(_queue.IsEmpty);
        Assert.Equal(0, _queue.Weight);
    }

    [Fact]
    public void What_is_longer_than_a_batch_goes_alone()
    {
        Add(Text(10));
        Add(Text(5000));
        Assert.Single(_queue.BeginBatch());
        End();
        Assert.Single(_queue.BeginBatch());
    }

    [Fact]
    public void A_batch_whose_end_is_unknown_is_the_same_when_it_is_sent_again()
    {
        Add(Text(10));
        var first = _queue.BeginBatch();
        Assert.False(_queue.IsRepeated);
        Add(Text(20));
        Assert.Equal(first, _queue.BeginBatch());
        Assert.True(_queue.IsRepeated);
    }

    [Fact]
    public void What_is_under_way_is_given_up_only_when_its_end_stays_unknown_and_then_keeps_its_place_and_does_nothing()
    {
        Add(Text(10), deadline: 5);
        Add(StoreOperation.Leave(Alice, 1, 0), deadline: 5);
        Add(Text(20), deadline: 50);
        Assert.Equal([5, long.MaxValue, 50], _queue.BeginBatch().Select(static batched => batched.StoreBy));
        Assert.Empty(_queue.GiveUp(now: 10));
        var unknown = MonotonicTime.Add(10, Inquiry);
        Assert.Equal([true, true], _queue.GiveUp(unknown).Select(static given => given.MayBeStored));
        Assert.Empty(_queue.GiveUp(unknown));
        Assert.Equal([EntryKind.Nothing, EntryKind.Leave, EntryKind.Text], Begin());
        Assert.Equal([EntryKind.Text], End().Select(static stored => stored.Write.Operation.Kind));
    }

    [Fact]
    public void What_the_database_found_too_late_is_told_apart()
    {
        Add(Text(10), deadline: 5);
        Add(Text(20), deadline: 50);
        _queue.BeginBatch();
        var end = _queue.EndBatch([StoreOutcome.Done with { Result = StoreResult.TooLate }, StoreOutcome.Done]);
        var late = end.TooLate.Single();
        Assert.Equal(5, late.Write.Deadline);
        Assert.False(late.MayBeStored);
        Assert.Equal(50, end.Stored.Single().Write.Deadline);
        Assert.Equal(0, end.Belied);
    }

    [Fact]
    public void What_was_given_up_and_turns_out_to_be_stored_is_counted()
    {
        Add(Text(10), deadline: 5);
        Add(Text(20), deadline: 5);
        Add(StoreOperation.Join(Alice, 2, 0), deadline: 5);
        _queue.BeginBatch();
        Assert.Equal(3, _queue.GiveUp(MonotonicTime.Add(10, Inquiry)).Length);
        var end = _queue.EndBatch([StoreOutcome.Done, StoreOutcome.Done with { Result = StoreResult.TooLate }, StoreOutcome.Done]);
        Assert.Equal(1, end.Belied); // A join is undone by a leave, and betrays nobody.
        Assert.Empty(end.Stored);
        Assert.Empty(end.TooLate);
    }

    [Fact]
    public void What_is_given_up_before_it_was_sent_is_not_sent_but_leaves_are()
    {
        Add(Text(10), deadline: 5);
        Add(StoreOperation.Leave(Alice, 1, 0), deadline: 5);
        Add(StoreOperation.Join(Alice, 2, 0), deadline: 5);
        Assert.True(_queue.HasJoins);
        Assert.Equal([false, false, false], _queue.GiveUp(now: 10).Select(static given => given.MayBeStored));
        Assert.Equal([EntryKind.Leave], Begin());
        Assert.False(_queue.HasJoins);
    }

    [Fact]
    public void Joins_that_are_dropped_are_never_sent_but_those_under_way_keep_their_place()
    {
        Add(StoreOperation.Join(Alice, 1, 0));
        Assert.Equal([EntryKind.Join], Begin());
        Add(StoreOperation.Join(Alice, 2, 0));
        Add(Text(10));
        Add(StoreOperation.Join(Alice, 3, 0));
        Add(StoreOperation.Leave(Alice, 3, 0));
        _queue.DropJoins();
        Assert.Equal([EntryKind.Join], Begin());
        End();
        Assert.Equal([EntryKind.Text, EntryKind.Leave], Begin());
        End();
        Assert.False(_queue.HasJoins);
        Assert.True(_queue.IsEmpty);
        Assert.Equal(0, _queue.Weight);
    }

    private static StoreOperation Text(int length) =>
        StoreOperation.Text(Alice, ChatMessage.Broadcast(Alice, Frames.Bytes(new string('x', length)), 10_000));

    private void Add(StoreOperation operation, long deadline = long.MaxValue) =>
        _queue.Add(new PendingWrite(operation, ActorRefs.Nobody, Confirm: false, deadline));

    private EntryKind[] Begin() => [.. _queue.BeginBatch().Select(static batched => batched.Operation.Kind)];

    private StoredWrite[] End() => [.. _queue.EndBatch([.. Enumerable.Repeat(StoreOutcome.Done, 3)]).Stored];
}
