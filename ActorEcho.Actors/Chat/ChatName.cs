using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// The NAME field of the chat's wire: 32 bytes, a name padded on the right with NUL. Any 32 bytes can arrive, so a
/// value may be no valid name; <see cref="Validate"/> tells. Two names are the same when all their bytes are.
/// </summary>
public readonly struct ChatName : IEquatable<ChatName>
{
    /// <summary>The size of the field, which is also the longest name, in bytes.</summary>
    public const int Size = 32;

    private readonly Field _field;

    /// <summary>Takes a field as it is on the wire.</summary>
    /// <param name="field">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="field"/> has another length.</exception>
    public ChatName(ReadOnlySpan<byte> field)
    {
        if (field.Length != Size)
            throw new ArgumentException($"A name field has {Size} bytes; this one has {field.Length}.", nameof(field));
        field.CopyTo(_field);
    }

    /// <summary>The sender of join and leave notices; nobody can register it, in whatever casing.</summary>
    public static ChatName Server { get; } = Parse("SERVER");

    /// <summary>The 32 bytes as they are on the wire.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => _field;

    /// <summary>The name's own bytes: those before the first NUL.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Text
    {
        get
        {
            ReadOnlySpan<byte> bytes = _field;
            var end = bytes.IndexOf((byte)0);
            return end < 0 ? bytes : bytes[..end];
        }
    }

    /// <summary>Whether this is <c>SERVER</c> in any casing.</summary>
    public bool IsReserved => Ascii.EqualsIgnoreCase(Text, "SERVER"u8);

    /// <summary>A name given as text, for clients and tests.</summary>
    /// <param name="name">1 to 32 bytes in UTF-8, without a space or a NUL.</param>
    /// <returns>The padded field.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> cannot be a name.</exception>
    public static ChatName Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> field = stackalloc byte[Size];
        if (!Encoding.UTF8.TryGetBytes(name, field, out var length))
            throw new ArgumentException($"A chat name has at most {Size} bytes in UTF-8.", nameof(name));
        if (length == 0 || field[..length].ContainsAny((byte)' ', (byte)0))
            throw new ArgumentException("A chat name has at least one byte, and no space or NUL.", nameof(name));
        return new ChatName(field);
    }

    /// <summary>What keeps the field from being registered as a name, by itself and whoever else is here.</summary>
    /// <returns>The error to answer with, or null when it is a name: bytes after the first NUL are
    /// <see cref="ChatError.UnknownFormat"/> (two such names would look alike), then empty, space and reserved.</returns>
    public ChatError? Validate()
    {
        var text = Text;
        if (Bytes[text.Length..].ContainsAnyExcept((byte)0)) return ChatError.UnknownFormat;
        if (text.IsEmpty) return ChatError.NameLength;
        if (text.Contains((byte)' ')) return ChatError.NameHasSpace;
        return IsReserved ? ChatError.NameTaken : null;
    }

    /// <inheritdoc/>
    public bool Equals(ChatName other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChatName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The name for a log or a screen: what is not printable becomes <c>?</c>, so that it cannot forge a line.</summary>
    /// <returns>The name's text.</returns>
    public override string ToString()
    {
        var printable = new StringBuilder(Size);
        foreach (var rune in Encoding.UTF8.GetString(Text).EnumerateRunes())
            printable.Append(IsPrintable(rune) ? rune.ToString() : "?");
        return printable.ToString();
    }

    /// <summary>Whether two names have the same bytes.</summary>
    public static bool operator ==(ChatName left, ChatName right) => left.Equals(right);

    /// <summary>Whether two names differ in a byte.</summary>
    public static bool operator !=(ChatName left, ChatName right) => !left.Equals(right);

    /// <summary>Reads the field at the start of a sequence of at least <see cref="Size"/> bytes.</summary>
    internal static ChatName Read(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.FirstSpan.Length >= Size) return new ChatName(bytes.FirstSpan[..Size]);
        Span<byte> field = stackalloc byte[Size];
        bytes.Slice(0, Size).CopyTo(field);
        return new ChatName(field);
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control or
        System.Globalization.UnicodeCategory.Format or
        System.Globalization.UnicodeCategory.LineSeparator or
        System.Globalization.UnicodeCategory.ParagraphSeparator or
        System.Globalization.UnicodeCategory.OtherNotAssigned or
        System.Globalization.UnicodeCategory.PrivateUse);

    [InlineArray(Size)]
    private struct Field
    {
        private byte _first;
    }
}
