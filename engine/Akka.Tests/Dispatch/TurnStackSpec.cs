using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Tests.Dispatch;

public class TurnStackSpec : TestKit.Xunit2.TestKit
{
    private readonly ActorCell _outer;
    private readonly ActorCell _middle;
    private readonly ActorCell _inner;
    private readonly TurnStack _turns = new();

    public TurnStackSpec()
    {
        _outer = NewCell();
        _middle = NewCell();
        _inner = NewCell();
    }

    [Fact]
    public void Nothing_is_owned_while_nothing_is_run()
    {
        Assert.True(_turns.IsEmpty);
        Assert.False(Owns(_outer));
        Assert.False(_turns.IsStandingStill(_outer));
        Assert.Equal((null, 0), _turns.Progress);
    }

    [Fact]
    public void What_is_run_is_owned_and_what_stands_still_below_it_is_known_but_nothing_deeper()
    {
        Begin(_outer);
        Begin(_middle);
        Assert.True(_turns.IsStandingStill(_outer));

        Begin(_inner);

        Assert.True(Owns(_inner));
        Assert.False(Owns(_middle));
        Assert.True(_turns.IsStandingStill(_middle));
        Assert.False(_turns.IsStandingStill(_inner));
        Assert.False(Owns(_outer));
        Assert.False(_turns.IsStandingStill(_outer));
    }

    [Fact]
    public void What_stood_still_goes_on_where_it_was()
    {
        Begin(_outer);
        _turns.TakeMeanwhile(true);
        Begin(_middle);
        Begin(_inner);
        Assert.Equal(_inner, _turns.Progress.Running);
        Assert.False(_turns.TakesMeanwhile);

        _turns.End();
        Assert.True(_turns.TakesMeanwhile);
        Assert.Equal(_middle, _turns.Progress.Running);

        _turns.End();
        Assert.Equal(_outer, _turns.Progress.Running);

        _turns.End();
        Assert.True(_turns.IsEmpty);
        Assert.Equal((null, 3), _turns.Progress);
    }

    [Fact]
    public void To_take_meanwhile_is_not_left_over_for_the_next_turn()
    {
        Begin(_outer);
        _turns.TakeMeanwhile(true);
        _turns.End();

        Begin(_outer);
        Begin(_middle);

        Assert.False(_turns.TakesMeanwhile);
    }

    [Fact]
    public void What_was_made_ready_is_owned_until_it_has_run()
    {
        _turns.Ready(_inner.Mailbox);
        Assert.True(Owns(_inner));

        Begin(_inner);
        _turns.End();

        Assert.False(Owns(_inner));
    }

    [Fact]
    public void Something_else_than_a_turn_is_progress_and_nobodys_turn()
    {
        var other = new ActionRunnable(static () => { });

        _turns.Begin(other);

        Assert.Equal((other, 1), _turns.Progress);
        Assert.False(Owns(_outer));
    }

    [Fact]
    public void The_context_of_a_turn_is_its_actors_and_can_be_lent_without_lending_the_turn() => OnThreadOfItsOwn(() =>
    {
        _turns.BecomeOfThisThread();
        Assert.Null(TurnStack.CurrentCell);
        Begin(_outer);
        Assert.Equal(_outer, TurnStack.CurrentCell);

        TurnStack.CurrentCell = _inner;

        Assert.Equal(_inner, TurnStack.CurrentCell);
        Assert.False(Owns(_inner));
        Assert.False(Owns(_outer));
        _turns.End();
        Assert.Null(TurnStack.CurrentCell);
    });

    [Fact]
    public void It_grows_with_what_stands_on_it()
    {
        var cells = Enumerable.Range(0, 100).Select(_ => NewCell()).ToArray();
        foreach (var cell in cells)
            Begin(cell);

        foreach (var cell in cells.Reverse())
        {
            Assert.Equal(cell, _turns.Progress.Running);
            _turns.End();
        }

        Assert.True(_turns.IsEmpty);
    }

    private static void OnThreadOfItsOwn(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private ActorCell NewCell() => ((LocalActorRef)Sys.ActorOf(Props.Empty)).Cell;

    private bool Owns(ActorCell cell) => _turns.Owns(cell, cell.Mailbox);

    private void Begin(ActorCell cell) => _turns.Begin(cell, cell.Mailbox);
}
