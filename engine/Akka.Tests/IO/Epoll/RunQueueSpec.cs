using Akka.Dispatch;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

public class RunQueueSpec
{
    private readonly RunQueue _queue = new();

    [Fact]
    public void What_came_first_leaves_first_also_across_the_end_of_the_ring_and_while_it_grows()
    {
        var (entered, left) = (0, 0);
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 200; i++)
                _queue.Enqueue(new Numbered(entered++));
            for (var i = 0; i < 100; i++)
                Assert.Equal(left++, Dequeue());
        }

        while (!_queue.IsEmpty)
            Assert.Equal(left++, Dequeue());

        Assert.Equal(entered, left);
    }

    [Fact]
    public void An_empty_queue_gives_nothing()
    {
        _queue.Enqueue(new Numbered(1));
        Dequeue();

        Assert.False(_queue.TryDequeue(out _));
        Assert.Equal(0, _queue.Count);
    }

    private int Dequeue()
    {
        Assert.True(_queue.TryDequeue(out var run));
        return ((Numbered)run).Number;
    }

    private sealed class Numbered(int number) : IRunnable
    {
        public int Number { get; } = number;

        public void Run() => throw new InvalidOperationException("It is queued only, not run.");
    }
}
