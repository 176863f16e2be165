using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Dispatch.MessageQueues;

namespace Akka.Tests.Dispatch;

public class UnboundedMessageQueueSpec
{
    private readonly UnboundedMessageQueue _queue = new();

    [Fact]
    public void What_is_put_ahead_comes_first_and_in_order()
    {
        Assert.True(_queue.TryPutAhead(Message(1)));
        Assert.True(_queue.TryPutAhead(Message(2)));
        Enqueue(3);

        Assert.Equal(3, _queue.Count);
        Assert.Equal([1, 2, 3], TakeAll());
        Assert.False(_queue.HasMessages);
    }

    [Fact]
    public void Nothing_is_put_ahead_of_what_waits_already()
    {
        _queue.TryPutAhead(Message(1));
        _queue.TryPutAhead(Message(2));

        Assert.False(_queue.TryPutAhead(Message(3)));
        Assert.Equal(1, Take());
        // The first place is free, but what has the second came before.
        Assert.False(_queue.TryPutAhead(Message(3)));
        Assert.Equal(2, Take());

        Enqueue(4);
        Assert.False(_queue.TryPutAhead(Message(5)));
        Assert.Equal([4], TakeAll());
    }

    [Fact]
    public void The_second_place_alone_is_a_message_that_waits()
    {
        _queue.TryPutAhead(Message(1));
        _queue.TryPutAhead(Message(2));
        Take();

        Assert.True(_queue.HasMessages);
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public void The_very_first_message_in_the_queue_waits_like_any_other()
    {
        Assert.False(_queue.HasMessages);
        Assert.Null(Take());

        Enqueue(1);

        Assert.True(_queue.HasMessages);
        Assert.Equal(1, _queue.Count);
        Assert.False(_queue.TryPutAhead(Message(2)));
        Assert.Equal(1, Take());
        Assert.False(_queue.HasMessages);
        Assert.Equal(0, _queue.Count);
        Assert.True(_queue.TryPutAhead(Message(2)));
        Assert.Equal([2], TakeAll());
    }

    [Fact]
    public async Task Producers_who_are_first_at_the_same_time_lose_nothing_and_keep_their_order()
    {
        const int messages = 20;
        for (var round = 0; round < 500; round++)
        {
            var queue = new UnboundedMessageQueue();
            using var start = new Barrier(3);
            var producers = Enumerable.Range(0, 2).Select(producer => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    for (var i = 0; i < messages; i++)
                        queue.Enqueue(ActorRefs.Nobody, Message((producer * messages) + i));
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();

            start.SignalAndWait();
            var taken = new List<int>();
            while (taken.Count < 2 * messages && !(producers.All(static producer => producer.IsCompleted) && !queue.HasMessages))
            {
                if (queue.TryDequeue(out var envelope))
                    taken.Add((int)envelope.Message);
            }

            await Task.WhenAll(producers);
            Assert.Equal(Enumerable.Range(0, messages), taken.Where(static number => number < messages));
            Assert.Equal(Enumerable.Range(messages, messages), taken.Where(static number => number >= messages));
        }
    }

    [Fact]
    public void A_place_that_was_taken_keeps_nothing_alive()
    {
        // As if the collector had moved the first place to an older generation, where it stays although nobody needs it.
        PassTwo();
        var first = Head();
        var second = PassTwo();
        PassTwo();

        GC.Collect();

        Assert.False(second.IsAlive, "All that passed through the queue since is still in memory.");
        GC.KeepAlive(first);
    }

    private static Envelope Message(int number) => new(number, ActorRefs.NoSender);

    private void Enqueue(int number) => _queue.Enqueue(ActorRefs.Nobody, Message(number));

    private int? Take() => _queue.TryDequeue(out var envelope) ? (int)envelope.Message : null;

    private IEnumerable<int> TakeAll()
    {
        while (Take() is { } number)
            yield return number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference PassTwo()
    {
        Enqueue(1);
        Enqueue(2);
        Take();
        var head = new WeakReference(Head());
        Take();
        return head;
    }

    private object Head() => typeof(UnboundedMessageQueue).GetField("_head", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(_queue)!;
}
