using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.IO;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

public class TurnStackSpec
{
    private readonly Mailbox _outer = new(new UnboundedMessageQueue());
    private readonly Mailbox _middle = new(new UnboundedMessageQueue());
    private readonly Mailbox _inner = new(new UnboundedMessageQueue());
    private readonly Taker _taker = new();
    private TurnStack _turns = new();

    [Fact]
    public void Nothing_is_owned_while_nothing_is_run()
    {
        Assert.True(_turns.IsEmpty);
        Assert.False(_turns.Owns(_outer));
        Assert.Null(_turns.TakerOf(_outer));
        Assert.Equal((null, 0), _turns.Progress);
    }

    [Fact]
    public void What_is_run_is_owned_and_so_is_what_stands_still_below_it_but_nothing_deeper()
    {
        _turns.Begin(_outer);
        _turns.Begin(_middle);
        Assert.True(_turns.Owns(_outer));

        _turns.Begin(_inner);

        Assert.True(_turns.Owns(_inner));
        Assert.True(_turns.Owns(_middle));
        Assert.False(_turns.Owns(_outer));
    }

    [Fact]
    public void What_stood_still_goes_on_where_it_was()
    {
        _turns.Begin(_outer);
        _turns.Begin(_middle, _taker);
        _turns.Begin(_inner);
        Assert.Null(_turns.TakerOf(_outer));
        Assert.Equal(_inner, _turns.Progress.Running);

        _turns.End();
        Assert.Equal(_taker, _turns.TakerOf(_outer));
        Assert.Equal(_middle, _turns.Progress.Running);

        _turns.End();
        Assert.Null(_turns.TakerOf(_outer));
        Assert.Equal(_outer, _turns.Progress.Running);

        _turns.End();
        Assert.True(_turns.IsEmpty);
        Assert.Equal((null, 3), _turns.Progress);
    }

    [Fact]
    public void Only_what_stands_still_right_below_takes_messages()
    {
        _turns.Begin(_outer);
        _turns.Begin(_middle, _taker);

        Assert.Equal(_taker, _turns.TakerOf(_outer));
        Assert.Null(_turns.TakerOf(_middle));
        Assert.Null(_turns.TakerOf(_inner));
    }

    [Fact]
    public void A_taker_is_not_left_over_for_the_next_turn()
    {
        _turns.Begin(_outer);
        _turns.Begin(_middle, _taker);
        _turns.End();

        _turns.Begin(_middle);

        Assert.Null(_turns.TakerOf(_outer));
    }

    [Fact]
    public void What_was_made_ready_is_owned_until_it_has_run()
    {
        _turns.Ready(_inner);
        Assert.True(_turns.Owns(_inner));

        _turns.Begin(_inner);
        _turns.End();

        Assert.False(_turns.Owns(_inner));
    }

    [Fact]
    public void It_grows_with_what_stands_on_it()
    {
        var boxes = Enumerable.Range(0, 100).Select(static _ => new Mailbox(new UnboundedMessageQueue())).ToArray();
        foreach (var box in boxes)
            _turns.Begin(box, _taker);

        foreach (var box in boxes.Reverse())
        {
            Assert.Equal(box, _turns.Progress.Running);
            _turns.End();
        }

        Assert.True(_turns.IsEmpty);
    }

    private sealed class Taker : ITakesMidTurn
    {
        public bool TryTakeMidTurn(object message, IActorRef? sender) => false;
    }
}
