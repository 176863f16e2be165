using System.Text;
using ActorEcho.Actors.Chat;

namespace ActorEcho.Actors.Clients.Chat;

/// <summary>What a line typed into a chat means, by ProofChat's conventions.</summary>
public abstract record TypedLine
{
    private TypedLine()
    {
    }

    /// <summary>Understands a line: <c>!exit</c> leaves, <c>@user text</c> is a private message, an empty line is nothing,
    /// all else is said to everyone.</summary>
    /// <param name="line">The line without its end.</param>
    /// <returns>What it means.</returns>
    public static TypedLine Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length == 0) return Empty.Instance;
        if (line == "!exit") return Leave.Instance;
        if (line[0] != '@') return new Say(line);
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var name = space < 0 ? line[1..] : line[1..space];
        if (space < 0) return new Mistake("a private message is @user text, with a space between");
        return NameFault(name) is { } fault
            ? new Mistake($"{fault}; a private message is @user text")
            : new Whisper(ChatName.Parse(name), line[(space + 1)..]);
    }

    /// <summary>What keeps a text from being a user's name.</summary>
    /// <param name="name">The text.</param>
    /// <returns>The fault in words, or null when it is a name.</returns>
    public static string? NameFault(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var length = Encoding.UTF8.GetByteCount(name);
        if (length is 0 or > ChatName.Size) return $"a user's name has 1 to {ChatName.Size} bytes; this one has {length}";
        if (name.Contains(' ', StringComparison.Ordinal)) return "a user's name has no spaces";
        return name.Contains('\0', StringComparison.Ordinal) ? "a user's name has no NUL" : null;
    }

    /// <summary>A text for everyone.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Say(string Text) : TypedLine;

    /// <summary>A text for one user.</summary>
    /// <param name="Target">The user.</param>
    /// <param name="Text">The text.</param>
    public sealed record Whisper(ChatName Target, string Text) : TypedLine;

    /// <summary>A line that cannot be sent.</summary>
    /// <param name="Problem">Why, in words.</param>
    public sealed record Mistake(string Problem) : TypedLine;

    /// <summary>The user goes.</summary>
    public sealed record Leave : TypedLine
    {
        private Leave()
        {
        }

        /// <summary>The only one.</summary>
        public static Leave Instance { get; } = new();
    }

    /// <summary>An empty line.</summary>
    public sealed record Empty : TypedLine
    {
        private Empty()
        {
        }

        /// <summary>The only one.</summary>
        public static Empty Instance { get; } = new();
    }
}
