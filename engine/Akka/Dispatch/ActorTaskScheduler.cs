using System.Runtime.ExceptionServices;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// Runs the continuations of an asynchronous handler in its actor's turn: while the handler is under way the mailbox holds user
/// messages back, and each continuation comes as a system message with the envelope that the handler began with.
/// </summary>
public class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _actor;

    /// <summary>Whose handlers it runs.</summary>
    internal ActorCell Actor => _actor;

    internal ActorTaskScheduler(ActorCell actor) => _actor = actor;

    /// <summary>What the handler under way was called for; set while one is.</summary>
    internal Envelope CurrentEnvelope { get; private set; }

    /// <summary>How many asynchronous handlers are under way: more than one where a handler began another.</summary>
    internal int Running { get; private set; }

    /// <summary>The message that the handler under way was called for, or null.</summary>
    public object? CurrentMessage => CurrentEnvelope.Message;

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        var envelope = Running > 0 ? CurrentEnvelope : _actor.CurrentEnvelope;
        _actor.SendSystemMessage(new ActorTaskSchedulerMessage(this, task, envelope));
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(InternalCurrentActorCellKeeper.Current, _actor) && TryExecuteTask(task);

    internal void ExecuteTask(Task task) => TryExecuteTask(task);

    /// <summary>One handler has ended: the mailbox goes on when the last has.</summary>
    internal void Completed()
    {
        if (--Running == 0)
            CurrentEnvelope = default;
        _actor.Mailbox.Resume();
    }

    /// <summary>Runs an action as an asynchronous handler of the current actor.</summary>
    public static void RunTask(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        RunTask(() =>
        {
            action();
            return Task.CompletedTask;
        });
    }

    /// <summary>Runs an asynchronous handler of the current actor; until it has ended the actor gets no user message.</summary>
    /// <exception cref="InvalidOperationException">No actor has its turn on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        ArgumentNullException.ThrowIfNull(asyncAction);
        var cell = ActorCell.Current
            ?? throw new InvalidOperationException("RunTask must be called from within an actor's turn.");
        cell.TaskScheduler.Run(asyncAction);
    }

    private void Run(Func<Task> asyncAction)
    {
        if (Running++ == 0)
            CurrentEnvelope = _actor.CurrentEnvelope;
        var envelope = CurrentEnvelope;
        _actor.Mailbox.Suspend();

        var handler = Start(asyncAction);
        if (handler.IsCompleted)
        {
            Completed();
            if (FailureOf(handler) is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            return;
        }

        handler.ContinueWith(
            static (ended, state) =>
            {
                var (scheduler, envelope) = ((ActorTaskScheduler, Envelope))state!;
                scheduler._actor.SendSystemMessage(new ActorTaskCompleted(scheduler, FailureOf(ended), envelope));
            },
            (this, envelope),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            Default);
    }

    // Started here and now, under this scheduler: a handler that ends without waiting never leaves the turn. A synchronization
    // context of the thread would take the continuations away from the scheduler, so the handler does not see one.
    private Task Start(Func<Task> asyncAction)
    {
        var context = SynchronizationContext.Current;
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var start = new Task<Task>(asyncAction, CancellationToken.None, TaskCreationOptions.None);
            start.RunSynchronously(this);
            return start.Unwrap();
        }
        finally
        {
            if (context is not null)
                SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static Exception? FailureOf(Task task)
    {
        if (task.IsCanceled)
            return new TaskCanceledException(task);
        return task.Exception is { } aggregate
            ? aggregate.InnerExceptions.Count == 1 ? aggregate.InnerExceptions[0] : aggregate
            : null;
    }
}
