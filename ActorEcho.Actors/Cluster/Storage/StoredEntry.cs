using ActorEcho.Actors.Chat;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>One thing that happened in the room.</summary>
/// <param name="Sequence">Its place in the room's order, without a gap.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Name">Who joined, left or spoke; of a whisper the target.</param>
/// <param name="Session">Of a whisper to a user of the reading epoch the session's number; else 0.</param>
/// <param name="Body">The frames of a text, or of a whisper that is for the reading epoch; else null.</param>
internal sealed record StoredEntry(long Sequence, EntryKind Kind, ChatName Name, long Session, byte[]? Body)
{
    /// <summary>What the members who are to hear of it are sent; null when nobody of this node is.</summary>
    public ChatMessage? ToMessage() => Kind switch
    {
        EntryKind.Join => ChatMessage.Joined(Name),
        EntryKind.Leave => ChatMessage.Left(Name),
        _ => Body is null ? null : StoredFrames.Decode(Body),
    };
}
