using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Cluster;

/// <content>What sessions ask becomes something to be stored.</content>
public sealed partial class ClusterRegistryActor
{
    private void Handle(ChatRequest request, IActorRef session)
    {
        if (_tenure is not { IsOpen: true } tenure)
        {
            HandleWithoutTenure(request, session);
            return;
        }

        var member = tenure.Room.Find(session);
        switch (request)
        {
            case ChatRequest.Register register when member is null && !tenure.Joiners.ContainsKey(session):
                Context.Watch(session);
                Join(new WaitingRegistration(session, register, MonotonicTime.After(_store.Settings.StoreTimeout)), tenure);
                break;
            case ChatRequest.Register:
                session.Tell(new ChatNotice.Refused(ChatError.NameTaken), Self);
                break;
            case ChatRequest.Broadcast broadcast when member is not null:
                Store(StoreOperation.Text(member.Name, broadcast.Message), session, broadcast.Confirm);
                break;
            case ChatRequest.Whisper whisper when member is not null:
                Store(StoreOperation.Whisper(whisper.Target, whisper.Message), session);
                break;
            case ChatRequest.Leave when member is not null:
                tenure.Leavers.Add(session);
                Remove((ClusterMember)member, session, member.MaxListedUsers, tenure);
                break;
            case ChatRequest.Leave:
                Depart(session);
                break;
        }
    }

    private void Join(WaitingRegistration waiting, ClusterTenure tenure)
    {
        var (session, register, deadline) = waiting;
        var number = tenure.NextNumber();
        tenure.Joiners.Add(session, new ClusterTenure.Joining(waiting, number));
        var join = StoreOperation.Join(register.Name, number, register.MaxListedUsers);
        _writer.Tell(new PendingWrite(join, session, Confirm: false, deadline), Self);
    }

    /// <summary>A session has ended, whether it was a member already or only wanted to be.</summary>
    private void Depart(IActorRef session)
    {
        if (_tenure is not { IsOpen: true } tenure)
        {
            if (_waiting.Remove(session)) Context.Unwatch(session);
            return;
        }

        tenure.Leavers.Remove(session);
        if (tenure.Joiners.Remove(session, out var joining))
        {
            Context.Unwatch(session);
            Undo(joining);
        }
        else if (tenure.Room.Find(session) is ClusterMember member)
        {
            // Nobody is left to read a list.
            Remove(member, ActorRefs.Nobody, maxListedUsers: 0, tenure);
        }
    }

    private void Remove(ClusterMember member, IActorRef whomToAnswer, int maxListedUsers, ClusterTenure tenure)
    {
        Context.Unwatch(member.Session);
        tenure.Remove(member);
        _log.Info("{0} has left; {1} here on this node", member.Name, tenure.Room.Count);
        Store(StoreOperation.Leave(member.Name, member.Number, maxListedUsers), whomToAnswer);
    }

    /// <summary>The name must not stay taken by someone who was told that it is not theirs, or is no longer there.</summary>
    private void Undo(ClusterTenure.Joining joining) =>
        Store(StoreOperation.Leave(joining.Registration.Name, joining.Number, maxListedUsers: 0), ActorRefs.Nobody);

    private void Store(StoreOperation operation, IActorRef session, bool confirm = false) => _writer.Tell(
        new PendingWrite(operation, session, confirm, MonotonicTime.After(_store.Settings.StoreTimeout)), Self);
}
