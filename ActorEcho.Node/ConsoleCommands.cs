using System.Text;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Node;

/// <summary>
/// Stops the node when somebody types <c>exit</c> or <c>quit</c>, as ProofChat's server does. The end of the input stops
/// nothing: a service manager gives none.
/// </summary>
internal sealed class ConsoleCommands(TextReader input, IHostApplicationLifetime lifetime)
{
    // Nobody types a line that long: what is read is a device or a program, and is read no further.
    private const int LongestLine = 1024;

    /// <summary>Begins to read; never keeps the process alive.</summary>
    public void Watch() =>
        new Thread(ReadToEnd) { IsBackground = true, Name = "console commands" }.Start();

    internal void ReadToEnd()
    {
        try
        {
            var line = new StringBuilder();
            for (var next = input.Read(); line.Length <= LongestLine; next = input.Read())
            {
                if (next >= 0 && next != '\n')
                {
                    line.Append((char)next);
                    continue;
                }

                if (line.ToString().Trim() is "exit" or "quit")
                {
                    lifetime.StopApplication();
                    return;
                }

                if (next < 0)
                    return;
                line.Clear();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A standard input that is closed, gone or only for writing, as nohup makes it, is one at its end.
        }
    }
}
