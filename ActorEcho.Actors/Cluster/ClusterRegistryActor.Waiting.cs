using System.Diagnostics;
using ActorEcho.Actors.Chat;
using Akka.Actor;

namespace ActorEcho.Actors.Cluster;

/// <content>Who asks for a name while the node has no lease waits for it, no longer than anything else waits to be stored.</content>
public sealed partial class ClusterRegistryActor
{
    /// <summary>The timer counts whole milliseconds and may come a little early.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(1);

    private readonly RegistrationQueue _waiting;

    private void HandleWithoutTenure(ChatRequest request, IActorRef session)
    {
        switch (request)
        {
            case ChatRequest.Register when _waiting.Contains(session):
                session.Tell(new ChatNotice.Refused(ChatError.NameTaken), Self);
                break;
            case ChatRequest.Register register:
                Context.Watch(session);
                Wait(new WaitingRegistration(session, register, MonotonicTime.After(_store.Settings.StoreTimeout)));
                break;
            case ChatRequest.Leave:
                Depart(session);
                break;
        }
    }

    private void Wait(WaitingRegistration registration)
    {
        if (_waiting.IsFull || !_stopper.IsNobody())
        {
            Refuse(registration.Session);
            return;
        }

        _waiting.Add(registration);
        AwaitFirstDeadline();
    }

    private void AwaitFirstDeadline()
    {
        if (_waiting.FirstDeadline is not { } deadline || Timers.IsTimerActive(RegistrationsLate.Instance)) return;
        var left = MonotonicTime.Between(Stopwatch.GetTimestamp(), deadline);
        Timers.StartSingleTimer(RegistrationsLate.Instance, RegistrationsLate.Instance, left > LeastWait ? left : LeastWait);
    }

    private void LetIn(ClusterTenure tenure)
    {
        while (_waiting.TryTake(long.MaxValue, out var waiting)) Join(waiting, tenure);
    }

    /// <summary>Tells those who have waited until this moment that it was in vain.</summary>
    private void RefuseWaiting(long moment = long.MaxValue)
    {
        while (_waiting.TryTake(moment, out var waiting)) Refuse(waiting.Session);
    }

    private void Refuse(IActorRef session)
    {
        Context.Unwatch(session);
        session.Tell(new ChatNotice.Refused(ChatError.NotStored), Self);
    }

    private sealed class RegistrationsLate
    {
        public static readonly RegistrationsLate Instance = new();
    }
}
