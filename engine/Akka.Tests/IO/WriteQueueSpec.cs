using System.Buffers;
using Akka.IO;
using Akka.IO.Transport;

namespace Akka.Tests.IO;

public class WriteQueueSpec : TestKit.Xunit2.TestKit
{
    private WriteQueue _queue;

    [Fact]
    public void Batches_follow_the_order_of_the_writes_and_stop_at_the_limit()
    {
        Enqueue("abc", 1);
        Enqueue("defg", 2);

        Assert.Equal("abcde", Gather(maxBytes: 5));
        Assert.Equal(7, _queue.Bytes);
    }

    [Fact]
    public void Progress_within_a_write_acknowledges_nothing_and_the_rest_follows()
    {
        Enqueue("abc", 1);
        Enqueue("defg", 2);

        _queue.Advance(2, TestActor);
        Assert.Equal("cdefg", Gather(maxBytes: 100));
        _queue.Advance(3, TestActor);
        Assert.Equal(1, ExpectMsg<NumberedAck>().Number);
        Assert.Equal("fg", Gather(maxBytes: 100));
        _queue.Advance(2, TestActor);

        Assert.Equal(2, ExpectMsg<NumberedAck>().Number);
        Assert.True(_queue.IsEmpty);
        Assert.Equal(0, _queue.Bytes);
    }

    [Fact]
    public void Empty_writes_are_acknowledged_when_their_turn_has_come()
    {
        Enqueue("a", 1);
        Enqueue("", 2);
        Enqueue("", 3);

        _queue.Advance(1, TestActor);

        for (var i = 1; i <= 3; i++)
            Assert.Equal(i, ExpectMsg<NumberedAck>().Number);
        Assert.True(_queue.IsEmpty);
    }

    [Fact]
    public void An_empty_write_at_the_front_needs_no_bytes()
    {
        Enqueue("", 1);
        Assert.Equal("", Gather(maxBytes: 100));

        _queue.Advance(0, TestActor);

        Assert.Equal(1, ExpectMsg<NumberedAck>().Number);
    }

    [Fact]
    public void Data_of_several_segments_is_gathered_from_any_offset()
    {
        _queue.Enqueue(Tcp.Write.Create(Segments("ab", "", "cde", "f")), TestActor);

        _queue.Advance(3, TestActor);

        Assert.Equal("def", Gather(maxBytes: 100));
    }

    [Fact]
    public void The_number_of_segments_of_a_batch_is_bounded()
    {
        for (var i = 0; i < 10; i++)
            Enqueue("x", i);
        var batch = new SendBatch();

        _queue.Gather(batch, maxBytes: 100, maxSegments: 4);

        Assert.Equal(4, batch.Segments.Count);
    }

    [Fact]
    public void Giving_up_fails_every_command_once_and_in_order()
    {
        var first = Tcp.Write.Create("done"u8.ToArray());
        var compound = Tcp.Write.Create("a"u8.ToArray(), new NumberedAck(1)) + Tcp.Write.Create("b"u8.ToArray(), new NumberedAck(2));
        var last = Tcp.Write.Create("z"u8.ToArray());
        foreach (var command in (Tcp.WriteCommand[])[first, compound, last])
            _queue.Enqueue(command, TestActor);
        _queue.Advance(5, TestActor);
        Assert.Equal(1, ExpectMsg<NumberedAck>().Number);
        var cause = new InvalidOperationException("over");

        _queue.Fail(cause, TestActor);

        var failed = ExpectMsg<Tcp.CommandFailed>();
        Assert.Same(compound, failed.Cmd);
        Assert.Same(cause, failed.Cause.Value);
        Assert.Same(last, ExpectMsg<Tcp.CommandFailed>().Cmd);
        Assert.True(_queue.IsEmpty);
        Assert.Equal(0, _queue.Bytes);
    }

    [Fact]
    public void Who_gives_the_same_command_twice_hears_twice_that_it_failed()
    {
        var other = CreateTestProbe();
        var compound = Tcp.Write.Create("a"u8.ToArray()) + Tcp.Write.Create("b"u8.ToArray());
        var write = Tcp.Write.Create("c"u8.ToArray());
        foreach (var command in (Tcp.WriteCommand[])[compound, compound, write, write])
            _queue.Enqueue(command, TestActor);
        _queue.Enqueue(write, other.Ref);
        _queue.Advance(1, TestActor);

        _queue.Fail(new InvalidOperationException("over"), TestActor);

        foreach (var command in (Tcp.WriteCommand[])[compound, compound, write, write])
            Assert.Same(command, ExpectMsg<Tcp.CommandFailed>().Cmd);
        Assert.Same(write, other.ExpectMsg<Tcp.CommandFailed>().Cmd);
        Assert.False(HasMessages);
    }

    [Fact]
    public void Memory_that_is_no_array_is_written_like_any_other()
    {
        using var memory = new OpaqueMemory("abc"u8.ToArray());

        _queue.Enqueue(Tcp.Write.Create(memory.Memory), TestActor);

        Assert.Equal("abc", Gather(maxBytes: 100));
    }

    [Theory]
    [InlineData(0, "abcdef")]
    [InlineData(1, "bcdef")]
    [InlineData(2, "cdef")]
    [InlineData(5, "f")]
    [InlineData(6, "")]
    public void A_batch_drops_what_was_sent_of_it(int sent, string rest)
    {
        var batch = new SendBatch();
        foreach (var part in (string[])["ab", "c", "def"])
            batch.Add(System.Text.Encoding.UTF8.GetBytes(part));

        batch.Skip(sent);

        Assert.Equal(rest, Text(batch));
        Assert.Equal(rest.Length, batch.Bytes);
    }

    private void Enqueue(string text, int ack) =>
        _queue.Enqueue(Tcp.Write.Create(System.Text.Encoding.UTF8.GetBytes(text), new NumberedAck(ack)), TestActor);

    private string Gather(int maxBytes)
    {
        var batch = new SendBatch();
        _queue.Gather(batch, maxBytes, maxSegments: 100);
        return Text(batch);
    }

    private static string Text(SendBatch batch)
    {
        var bytes = new byte[batch.Bytes];
        batch.CopyTo(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    private static ReadOnlySequence<byte> Segments(params string[] parts)
    {
        var first = new Segment(parts[0], null);
        var last = parts.Skip(1).Aggregate(first, (previous, part) => new Segment(part, previous));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class NumberedAck(int number) : Tcp.Event
    {
        public int Number { get; } = number;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(string text, Segment? previous)
        {
            Memory = System.Text.Encoding.UTF8.GetBytes(text);
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }

    /// <summary>Memory that does not say which array it is of, as native and mapped memory cannot.</summary>
    private sealed class OpaqueMemory(byte[] bytes) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => bytes;

        public override MemoryHandle Pin(int elementIndex = 0) => bytes.AsMemory(elementIndex).Pin();

        public override void Unpin()
        {
            // The handle that Pin gives unpins the array.
        }

        protected override void Dispose(bool disposing)
        {
            // The garbage collector has the array.
        }
    }
}
