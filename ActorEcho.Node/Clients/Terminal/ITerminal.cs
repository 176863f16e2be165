namespace ActorEcho.Node.Clients.Terminal;

/// <summary>A terminal: keys, and a place to write.</summary>
internal interface ITerminal
{
    /// <summary>The width, in columns.</summary>
    int Columns { get; }

    /// <summary>Waits for a key; does not show it.</summary>
    /// <returns>The key, or null when there will be none any more.</returns>
    ConsoleKeyInfo? ReadKey();

    /// <summary>Writes at once.</summary>
    void Write(string text);
}
