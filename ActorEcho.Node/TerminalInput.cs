using System.Runtime.InteropServices;

namespace ActorEcho.Node;

/// <summary>
/// Standard input where it is a terminal, read only while the node is in the foreground there. The system stops a process that
/// reads a terminal from the background, or changes its mode, as the framework's console does when it reads: a node with all its clients.
/// </summary>
internal sealed partial class TerminalInput : TextReader
{
    private const int StandardInput = 0;
    private const short Readable = 1; // POLLIN
    private const int Interrupted = 4; // EINTR

    // Somebody types, and to another program; that takes what is typed soon, and until then every look finds it.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private TerminalInput()
    {
    }

    /// <summary>The terminal if standard input is one, else standard input as it is.</summary>
    public static TextReader OrStandardInput() => OperatingSystem.IsWindows() || Console.IsInputRedirected
        ? new StreamReader(Console.OpenStandardInput())
        : new TerminalInput();

    /// <summary>Waits for the next byte that is typed to the node.</summary>
    /// <returns>The byte, or -1 at the end.</returns>
    public override int Read()
    {
        // Unlike reading, to wait is allowed in the background.
        while (TryAwaitInput())
        {
            if (IsInForeground())
            {
                byte next = 0;
                return ReadNext(StandardInput, ref next, 1) == 1 ? next : -1;
            }

            Thread.Sleep(Pause);
        }

        return -1;
    }

    private static bool TryAwaitInput()
    {
        var wait = new PollEntry(StandardInput, Readable, 0);
        while (Poll(ref wait, 1, Timeout.Infinite) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) return false;
        }

        return true;
    }

    // A terminal that is not the session's own, or is gone, has no foreground, and nobody is stopped for reading it.
    private static bool IsInForeground() => ForegroundGroup(StandardInput) is var group && (group == -1 || group == OwnGroup());

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollEntry entry, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint ReadNext(int descriptor, ref byte next, nuint count);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    [StructLayout(LayoutKind.Sequential)]
    private record struct PollEntry(int Descriptor, short Events, short Happened);
}
