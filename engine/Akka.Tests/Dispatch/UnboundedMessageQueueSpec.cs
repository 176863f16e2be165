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
    public void A_place_that_was_taken_keeps_nothing_alive()
    {
        // As if the collector had moved the first place to an older generation, where it stays although nobody needs it.
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
