using System.Runtime.ExceptionServices;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

// The engine's own messages: which part of the cell each is for, and which must wait.
public partial class ActorCell
{
    internal void SystemInvoke(SystemMessage message)
    {
        if (ShouldPostpone(message))
        {
            (Kept.Postponed ??= []).Add(message);
            return;
        }
        HandleSystemMessage(message);

        while (_seldom?.Postponed is { } postponed && !Mailbox.IsClosed && TakePostponed(postponed) is { } next)
            HandleSystemMessage(next);
    }

    // The first that may be handled now, not the first alone: a child's failure waits for this actor to go on, and the order to go
    // on may stand behind it.
    private SystemMessage? TakePostponed(List<SystemMessage> postponed)
    {
        for (var i = 0; i < postponed.Count; i++)
        {
            var message = postponed[i];
            if (ShouldPostpone(message))
                continue;
            postponed.RemoveAt(i);
            return message;
        }
        return null;
    }

    // While children end before a restart, and while this actor waits for its own supervisor's decision, some orders would
    // meet a half-made state; they are carried out afterwards, in the order in which they came.
    private bool ShouldPostpone(SystemMessage message) => message switch
    {
        Recreate or Dispatch.SysMsg.Suspend or Dispatch.SysMsg.Resume => IsWaitingForChildren,
        Failed => IsWaitingForChildren || FailureSuspensions > 0,
        _ => false,
    };

    private void HandleSystemMessage(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case ActorTaskSchedulerMessage task:
                    ContinueTask(task);
                    break;
                case ActorTaskCompleted completed:
                    TaskCompleted(completed);
                    break;
                case Dispatch.SysMsg.Create:
                    Create();
                    break;
                case Dispatch.SysMsg.Watch watch:
                    AddWatcher(watch.Watchee, watch.Watcher);
                    break;
                case Dispatch.SysMsg.Unwatch unwatch:
                    RemWatcher(unwatch.Watchee, unwatch.Watcher);
                    break;
                case DeathWatchNotification notification:
                    WatchedActorTerminated(notification);
                    break;
                case Failed failed:
                    HandleFailed(failed);
                    break;
                case Recreate recreate:
                    FaultRecreate(recreate.Cause);
                    break;
                case Dispatch.SysMsg.Suspend:
                    Mailbox.Suspend();
                    SuspendChildren();
                    break;
                case Dispatch.SysMsg.Resume resume:
                    FaultResume(resume.CausedByFailure);
                    break;
                case Dispatch.SysMsg.Terminate:
                    Terminate();
                    break;
            }
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause, failedChild: (message as Failed)?.Child);
        }
    }

    private void ContinueTask(ActorTaskSchedulerMessage message)
    {
        _currentEnvelope = message.Envelope;
        message.Scheduler.ExecuteTask(message.Task);
        if (!IsFailed)
            _currentEnvelope = default;
    }

    /// <summary>Logs what a handler threw whose incarnation had ended already, if it threw. Called on any thread.</summary>
    internal void ReportLate(ActorTaskCompleted completed)
    {
        if (completed.Exception is { } late)
            Publish(new Error(late, Path, ActorType, $"An asynchronous handler of an earlier incarnation failed: {late.Message}"));
    }

    private void TaskCompleted(ActorTaskCompleted completed)
    {
        if (!ReferenceEquals(completed.Scheduler, _seldom?.AsyncHandlers))
        {
            // The handler belonged to an incarnation that is gone, and so did the suspension it held.
            ReportLate(completed);
            return;
        }
        _currentEnvelope = completed.Envelope;
        completed.Scheduler.Completed();
        if (_seldom?.ReceiveTimeout is not null && completed.Envelope.Message is { } message)
            NoteActivity(message);
        if (completed.Exception is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        _currentEnvelope = default;
    }
}
