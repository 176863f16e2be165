using Microsoft.Win32.SafeHandles;

namespace ActorEcho.Node.Clients;

/// <summary>
/// The standard output of a client where it is no terminal, whose errors are told from the connection's, and which ends when nobody reads
/// it any more. The runtime ignores SIGPIPE and the console's own stream the error as well, so that <c>ping | head</c> would run for ever;
/// and SIGPIPE cannot be had back, since the runtime's sockets would raise it, too.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private const int Descriptor = 1;

    private readonly Stream _output;
    private readonly bool _hasReader;

    private StandardOutput(Stream output, bool hasReader)
    {
        _output = output;
        _hasReader = hasReader;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Where bytes go; a write throws <see cref="OutputGoneException"/> when nobody reads them, and <see cref="OutputFailedException"/> when
    /// a file does not take them.
    /// </summary>
    public static Stream Open() => OpenRedirected() ?? Console.OpenStandardOutput();

    /// <summary>Lets <see cref="Console.Out"/> write here as well.</summary>
    public static void UseForConsole()
    {
        if (OpenRedirected() is { } output) Console.SetOut(new StreamWriter(output, Console.OutputEncoding) { AutoFlush = true });
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _output.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The latter where the descriptor was closed before the start.
            throw _hasReader ? new OutputGoneException(exception) : new OutputFailedException(exception);
        }
    }

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static StandardOutput? OpenRedirected()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return null;
        var output = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // Only a pipe or a socket has a reader to lose. A stream of this kind is not for a file: it would write at a place of its own, whoever
        // else writes to the file.
        return output.CanSeek ? new StandardOutput(Console.OpenStandardOutput(), hasReader: false) : new StandardOutput(output, hasReader: true);
    }
}
