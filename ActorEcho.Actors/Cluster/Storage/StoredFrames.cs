using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>A message's frames in one piece, one behind the other: each says its own length.</summary>
internal static class StoredFrames
{
    public static byte[] Encode(ChatMessage message) =>
        MemoryMarshal.TryGetArray(message.Bytes, out var bytes) && bytes.Array is { } array && array.Length == bytes.Count
            ? array
            : message.Bytes.ToArray();

    public static ChatMessage Decode(byte[] bytes)
    {
        var frames = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(1);
        for (ReadOnlyMemory<byte> rest = bytes; !rest.IsEmpty;)
        {
            var textLength = BinaryPrimitives.ReadUInt64LittleEndian(
                rest.Span[(WireFormat.NamedCountedSize - WireFormat.LengthSize)..]);
            var length = checked((int)textLength + WireFormat.NamedCountedSize);
            frames.Add(rest[..length]);
            rest = rest[length..];
        }

        return ChatMessage.OfFrames(frames.DrainToImmutable());
    }
}
