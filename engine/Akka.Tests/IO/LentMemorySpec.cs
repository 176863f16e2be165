using System.Buffers;
using Akka.Actor;
using Akka.IO;
using Akka.IO.Transport;

namespace Akka.Tests.IO;

/// <summary>The memory that is lent belongs to a thread, so each test runs from end to end on one.</summary>
public class LentMemorySpec
{
    private const int Size = LentMemory.SmallSize + 1_000;

    private WriteQueue _queue;

    [Fact]
    public void Memory_that_was_written_as_it_was_lent_is_used_again()
    {
        var lent = LentMemory.Borrow(Size);
        Write(lent.Lend(100));

        Assert.Same(lent, LentMemory.Borrow(Size));
    }

    [Fact]
    public void Memory_comes_back_only_after_its_last_byte_was_handed_over()
    {
        var lent = LentMemory.Borrow(Size);
        _queue.Enqueue(Tcp.Write.Create(lent.Lend(100)), ActorRefs.Nobody);
        _queue.Advance(99, ActorRefs.Nobody);
        Assert.NotSame(lent, LentMemory.Borrow(Size));

        _queue.Advance(1, ActorRefs.Nobody);

        Assert.Same(lent, LentMemory.Borrow(Size));
    }

    [Fact]
    public void Lent_memory_is_sent_as_the_one_piece_it_is()
    {
        _queue.Enqueue(Tcp.Write.Create(LentMemory.Borrow(Size).Lend(100)), ActorRefs.Nobody);
        _queue.Advance(40, ActorRefs.Nobody);

        Assert.True(_queue.TryGetOnly(out var bytes));
        Assert.Equal(60, bytes.Length);
    }

    [Fact]
    public void Memory_of_which_only_a_part_was_written_stays_with_its_handler()
    {
        var lent = LentMemory.Borrow(Size);
        Write(lent.Lend(100).Slice(1));

        Assert.NotSame(lent, LentMemory.Borrow(Size));
    }

    [Fact]
    public void Memory_that_was_written_twice_comes_back_once()
    {
        var lent = LentMemory.Borrow(Size);
        var data = lent.Lend(100);
        Write(data);
        Write(data);

        Assert.Same(lent, LentMemory.Borrow(Size));
        Assert.NotSame(lent, LentMemory.Borrow(Size));
    }

    [Fact]
    public void Memory_that_is_too_small_for_the_next_reader_is_let_go()
    {
        var lent = LentMemory.Borrow(Size);
        Write(lent.Lend(100));

        Assert.True(LentMemory.Borrow(2 * Size).Array.Length >= 2 * Size);
    }

    [Fact]
    public void Small_memory_is_kept_while_a_reader_takes_large()
    {
        var small = LentMemory.Borrow(LentMemory.SmallSize);
        Write(small.Lend(LentMemory.SmallSize));

        Assert.True(LentMemory.Borrow(Size).Array.Length >= Size);
        Assert.Same(small, LentMemory.Borrow(LentMemory.SmallSize));
    }

    [Theory]
    [InlineData(LentMemory.SmallSize)]
    [InlineData(Size)]
    public void Few_bytes_in_much_memory_are_not_worth_lending_it(int size)
    {
        var memory = LentMemory.Borrow(size);

        Assert.True(memory.IsWorthLending(size / 32));
        Assert.False(memory.IsWorthLending((size / 32) - 1));
    }

    [Fact]
    public void What_was_never_lent_is_none_of_its_business()
    {
        var array = new byte[Size];
        Write(new ReadOnlySequence<byte>(array));

        Assert.NotSame(array, LentMemory.Borrow(Size).Array);
    }

    private void Write(ReadOnlySequence<byte> data)
    {
        _queue.Enqueue(Tcp.Write.Create(data), ActorRefs.Nobody);
        _queue.Advance(data.Length, ActorRefs.Nobody);
    }
}
