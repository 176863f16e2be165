namespace ActorEcho.Node.Clients.Terminal;

/// <summary>The terminal that the process was started in.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    /// <summary>Assumed where the terminal does not tell.</summary>
    private const int UsualColumns = 80;

    public static bool IsThere => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    public int Columns => Console.WindowWidth > 0 ? Console.WindowWidth : UsualColumns;

    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // The terminal is gone, as when its window was closed.
            return null;
        }
    }

    public void Write(string text) => Console.Out.Write(text);
}
