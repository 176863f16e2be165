using ActorEcho.Actors.Chat;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>One thing to be stored, as part of a batch.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">The user whom it is about; of a whisper the target, otherwise who does it.</param>
/// <param name="Session">The number of a joining or leaving user's session, unique within the epoch; else 0.</param>
/// <param name="MaxListedUsers">The most users that the answer to a join or leave lists; else 0.</param>
/// <param name="Body">The frames of a text or whisper; else empty.</param>
internal sealed record StoreOperation(EntryKind Kind, ChatName Name, long Session, int MaxListedUsers, byte[] Body)
{
    /// <summary>What an operation weighs beside its body, roughly: objects here, a row there.</summary>
    public const int Overhead = 256;

    /// <summary>How much memory it holds, roughly, in bytes.</summary>
    public int Weight => Overhead + Body.Length;

    public static StoreOperation Join(in ChatName name, long session, int maxListedUsers) =>
        new(EntryKind.Join, name, session, maxListedUsers, []);

    public static StoreOperation Leave(in ChatName name, long session, int maxListedUsers) =>
        new(EntryKind.Leave, name, session, maxListedUsers, []);

    public static StoreOperation Text(in ChatName sender, ChatMessage message) =>
        new(EntryKind.Text, sender, 0, 0, StoredFrames.Encode(message));

    public static StoreOperation Whisper(in ChatName target, ChatMessage message) =>
        new(EntryKind.Whisper, target, 0, 0, StoredFrames.Encode(message));
}

/// <summary>An operation on its way to the database.</summary>
/// <param name="Operation">What to store.</param>
/// <param name="StoreBy">When it is too late to store it, on the monotonic clock; <see cref="long.MaxValue"/> when it never is.</param>
internal readonly record struct BatchedOperation(StoreOperation Operation, long StoreBy);
