namespace Akka.Util;

/// <summary>Writes to standard output in colours, one text at a time from however many threads.</summary>
public static class StandardOutWriter
{
    private static readonly Lock Console = new();

    /// <summary>Writes <paramref name="message"/>.</summary>
    /// <param name="message">The text.</param>
    /// <param name="foregroundColor">The text's colour; null for the console's own.</param>
    /// <param name="backgroundColor">The colour behind the text; null for the console's own.</param>
    public static void Write(string message, ConsoleColor? foregroundColor = null, ConsoleColor? backgroundColor = null) =>
        Write(message, endOfLine: false, foregroundColor, backgroundColor);

    /// <summary>Writes <paramref name="message"/> and ends the line.</summary>
    /// <param name="message">The text.</param>
    /// <param name="foregroundColor">The text's colour; null for the console's own.</param>
    /// <param name="backgroundColor">The colour behind the text; null for the console's own.</param>
    public static void WriteLine(string message, ConsoleColor? foregroundColor = null, ConsoleColor? backgroundColor = null) =>
        Write(message, endOfLine: true, foregroundColor, backgroundColor);

    private static void Write(string message, bool endOfLine, ConsoleColor? foreground, ConsoleColor? background)
    {
        lock (Console)
        {
            // A file or pipe has no colours; asking for them there costs time and may leave escape codes behind.
            var coloured = (foreground.HasValue || background.HasValue) && !System.Console.IsOutputRedirected;
            if (coloured)
            {
                if (foreground is { } text)
                    System.Console.ForegroundColor = text;
                if (background is { } behind)
                    System.Console.BackgroundColor = behind;
            }

            if (endOfLine)
                System.Console.WriteLine(message);
            else
                System.Console.Write(message);

            if (coloured)
                System.Console.ResetColor();
        }
    }
}
