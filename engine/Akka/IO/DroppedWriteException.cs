namespace Akka.IO;

/// <summary>Why a connection refused a write: the cause inside <see cref="Tcp.CommandFailed"/>.</summary>
public sealed class DroppedWriteException : Exception
{
    internal static readonly DroppedWriteException QueueIsFull = new("Dropping write because queue is full");

    internal static readonly DroppedWriteException WritingIsSuspended = new("Dropping write because writing is suspended");

    internal static readonly DroppedWriteException ConnectionIsClosing = new("Dropping write because the connection is closing");

    internal static readonly DroppedWriteException ConnectionEnded =
        new("Dropping write because the connection ended before the operating system took all its bytes");

    private DroppedWriteException(string message) : base(message) { }
}
