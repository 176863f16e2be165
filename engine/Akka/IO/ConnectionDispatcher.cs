using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.IO.Transport.Epoll;
using Akka.IO.Transport.Sockets;

namespace Akka.IO;

/// <summary>
/// Runs actors where the sockets are read, without a change of thread. With event loops, a mailbox woken on a loop's thread
/// runs next on that thread, and one woken elsewhere on the loop where it ran last: so a connection's actors follow its
/// socket, and that begins on the loop that was chosen for it. Without them, a mailbox woken on a thread of the transport runs there, at the end of what that thread is doing,
/// and any other on the thread pool. One that <c>gathers</c> lets an actor wait until a loop is through with its events, and uses no
/// thread of the transport's where there are no loops. Handlers may live on it too, as long as they never block: every connection of the
/// same thread waits while one does.
/// </summary>
internal sealed class ConnectionDispatcher : MessageDispatcher
{
    private readonly EventLoopGroup? _loops;
    private readonly bool _gathers;

    public ConnectionDispatcher(MessageDispatcherConfigurator configurator, EventLoopGroup? loops)
        : base(configurator)
    {
        _loops = loops;
        _gathers = configurator.Config.GetBoolean("gathers", false);
    }

    /// <summary>Runs something on the thread pool, soon and if possible on this core.</summary>
    public static void RunOnThreadPool(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: true);

    /// <inheritdoc/>
    public override void Attach(ActorCell cell)
    {
        if (_loops is not null && cell.Props is IBelongsToLoop { Loop: { } loop })
            cell.Mailbox.LastLoop = loop;
        base.Attach(cell);
    }

    /// <inheritdoc/>
    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        if (!TryGiveWithinTurn(TurnStack.OfThisThread, cell, envelope))
            base.Dispatch(cell, envelope);
    }

    // What waits already comes first.
    private static bool TryGiveWithinTurn(TurnStack turns, ActorCell cell, in Envelope envelope)
    {
        var mailbox = cell.Mailbox;
        if (!turns.IsStandingStill(cell))
            return turns.Owns(cell, mailbox) && mailbox.TryPutWithinTurn(envelope);
        return (turns.TakesMeanwhile && !mailbox.HasMessages && ((ITakesMidTurn)cell.Actor!).TryTakeMidTurn(envelope.Message, envelope.Sender))
            || mailbox.TryPutWithinTurn(envelope);
    }

    /// <summary>
    /// Tells; a receiver that is idle and lives on the loop of this thread has its turn on the spot, before this returns. To the
    /// receiver and to those whom it tells that is a turn like any other: only the way through the loop's queue is saved.
    /// </summary>
    /// <remarks>
    /// For the engine's own actors, as the last thing they do with what the receiver may change: an actor of somebody else's need
    /// not expect that others act while it tells.
    /// </remarks>
    /// <param name="receiver">Who is told.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">By whom.</param>
    /// <param name="takesMeanwhile">
    /// Whether the actor that tells, in whose turn this is called, takes what it is told while the receiver has its turn
    /// (<see cref="ITakesMidTurn"/>).
    /// </param>
    public static void TellNow(IActorRef receiver, object message, IActorRef? sender, bool takesMeanwhile = false)
    {
        if (EventLoop.Current is { } loop && TryTake(receiver, loop, out var mailbox))
            loop.RunNow(mailbox, new Envelope(message, sender), takesMeanwhile);
        else
            receiver.Tell(message, sender);
    }

    /// <summary>
    /// Lets a connection take part in the round of this thread's loop, where its turn begins with the news that it is readable; false
    /// where it is busy, or lives elsewhere.
    /// </summary>
    public static bool TryJoinRound(IActorRef connection, EventLoop loop)
    {
        if (!TryTake(connection, loop, out var mailbox))
            return false;
        loop.Round.Join(mailbox);
        return true;
    }

    /// <summary>Runs something once the loop of this thread is through with its events; false where this thread is no loop's.</summary>
    public static bool TryRunAfterBatch(IRunnable run)
    {
        if (EventLoop.Current is not { } loop)
            return false;
        loop.ExecuteAfterBatch(run);
        return true;
    }

    // An idle mailbox that may live on this thread's loop; whoever takes it has it run.
    private static bool TryTake(IActorRef receiver, EventLoop loop, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = receiver is LocalActorRef { Cell: { Dispatcher: ConnectionDispatcher { _gathers: false } dispatcher } cell }
            && ReferenceEquals(dispatcher._loops, loop.Group)
            ? cell.Mailbox
            : null;
        if (mailbox?.TryTake() != true)
            return false;
        LiveOn(loop, mailbox);
        return true;
    }

    // Nearly always where it lives already, and then there is no reference to store.
    private static void LiveOn(EventLoop loop, Mailbox mailbox)
    {
        if (!ReferenceEquals(mailbox.LastLoop, loop))
            mailbox.LastLoop = loop;
    }

    protected override void ExecuteTask(IRunnable run)
    {
        if (_loops is not null)
            RunOnLoop(_loops, run);
        else if (_gathers || !RunBatch.TryAdd(run))
            RunOnThreadPool(run);
    }

    private void RunOnLoop(EventLoopGroup loops, IRunnable run)
    {
        if (run is not Mailbox mailbox)
        {
            loops.CurrentOrNext.Execute(run);
            return;
        }
        // Before it has come to life an actor has a loop only where one was chosen for it, and there it begins.
        var isAlive = mailbox.Actor!.Actor is not null;
        if (isAlive && loops.Current is { } current)
        {
            LiveOn(current, mailbox);
            if (_gathers)
                current.ExecuteAfterBatch(mailbox);
            else
                current.ExecuteHere(mailbox);
            return;
        }
        var loop = mailbox.LastLoop ??= loops.CurrentOrNext;
        loop.Execute(mailbox);
    }
}

/// <summary>Makes the <see cref="ConnectionDispatcher"/> that a section of the configuration asks for.</summary>
internal sealed class ConnectionDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ConnectionDispatcher _dispatcher;

    public ConnectionDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) =>
        _dispatcher = new ConnectionDispatcher(this, Tcp.Instance.Apply(prerequisites.Settings.System).Loops);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
