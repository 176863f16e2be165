using System.Diagnostics.CodeAnalysis;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Event;

namespace ActorEcho.Actors.Cluster;

/// <content>What is stored, or cannot be, becomes answers.</content>
public sealed partial class ClusterRegistryActor
{
    private void OnStored(WritesStored stored, ClusterTenure tenure)
    {
        tenure.BatchStored(stored.LastSequence);
        // One message, whatever it is made of: a newcomer may have few waiting.
        var history = stored.History.IsEmpty ? null : ChatMessage.Together([.. stored.History.Select(StoredFrames.Decode)]);
        foreach (var (write, outcome) in stored.Writes)
        {
            switch (write.Operation.Kind)
            {
                case EntryKind.Join:
                    OnJoinStored(write, outcome, stored.LastSequence, history, tenure);
                    break;
                case EntryKind.Leave:
                    if (tenure.Leavers.Remove(write.Session)) write.Session.Tell(new ChatNotice.Left(outcome.Users), Self);
                    break;
                case EntryKind.Whisper:
                    ChatNotice answer = outcome.Result == StoreResult.NoSuchUser
                        ? ChatNotice.NoSuchUser.Instance
                        : ChatNotice.Whispered.Instance;
                    write.Session.Tell(answer, Self);
                    break;
                default:
                    if (write.Confirm) write.Session.Tell(ChatNotice.Routed.Instance, Self);
                    break;
            }
        }
    }

    private void OnJoinStored(
        PendingWrite write, StoreOutcome outcome, long lastSequence, ChatMessage? history, ClusterTenure tenure)
    {
        if (!IsJoining(write, tenure, out var joining)) return;
        if (outcome.Result == StoreResult.NameTaken)
        {
            tenure.Joiners.Remove(write.Session);
            Context.Unwatch(write.Session);
            write.Session.Tell(new ChatNotice.Refused(ChatError.NameTaken), Self);
            return;
        }

        var member = tenure.Add(write.Session, joining, lastSequence);
        tenure.Joiners.Remove(write.Session); // Never neither: whoever is here when this actor fails is told.
        _log.Info("{0} has joined; {1} here on this node", member.Name, tenure.Room.Count);
        write.Session.Tell(new ChatNotice.Registered(outcome.Users), Self);
        if (history is not null) tenure.Room.Deliver(member, history, Self);
    }

    private void OnGivenUp(GivenUpWrite given, ClusterTenure tenure)
    {
        var write = given.Write;
        switch (write.Operation.Kind)
        {
            case EntryKind.Join:
                if (!IsJoining(write, tenure, out var joining)) return;
                tenure.Joiners.Remove(write.Session);
                if (given.MayBeStored) Undo(joining);
                Refuse(write.Session);
                break;
            case EntryKind.Leave:
                if (tenure.Leavers.Remove(write.Session))
                    write.Session.Tell(new ChatNotice.Dismissed("the database did not take the leaving in time"), Self);
                break;
            case EntryKind.Whisper:
                write.Session.Tell(new ChatNotice.Refused(ChatError.NotStored), Self);
                break;
            default:
                write.Session.Tell(ChatNotice.NotStored.Instance, Self);
                if (write.Confirm) write.Session.Tell(ChatNotice.Routed.Instance, Self);
                break;
        }
    }

    private static bool IsJoining(
        PendingWrite write, ClusterTenure tenure, [NotNullWhen(true)] out ClusterTenure.Joining? joining) =>
        tenure.Joiners.TryGetValue(write.Session, out joining) && joining.Number == write.Operation.Session;
}
