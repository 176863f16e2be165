namespace Akka.IO.Transport.Epoll;

/// <summary>Something that an event loop was chosen for beforehand.</summary>
internal interface IBelongsToLoop
{
    /// <summary>That loop, or null where any will do.</summary>
    EventLoop? Loop { get; }
}
