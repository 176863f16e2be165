using Microsoft.Extensions.Hosting;

namespace ActorEcho.Node;

/// <summary>
/// Stops the node when somebody types <c>exit</c> or <c>quit</c>, as ProofChat's server does. The end of the input stops
/// nothing: a service manager gives none.
/// </summary>
internal sealed class ConsoleCommands(TextReader input, IHostApplicationLifetime lifetime)
{
    /// <summary>Begins to read; never keeps the process alive.</summary>
    public void Watch() =>
        new Thread(ReadToEnd) { IsBackground = true, Name = "console commands" }.Start();

    private void ReadToEnd()
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                if (line.Trim() is "exit" or "quit")
                {
                    lifetime.StopApplication();
                    return;
                }
            }
        }
        catch (IOException)
        {
            // A standard input that is closed or gone is one at its end.
        }
    }
}
