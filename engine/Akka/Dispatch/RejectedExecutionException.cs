using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>A dispatcher takes no more work, because it has been shut down.</summary>
public class RejectedExecutionException : AkkaException
{
    /// <summary>An exception with a text and its cause, where there are any.</summary>
    public RejectedExecutionException(string? message = null, Exception? inner = null)
        : base(message, inner)
    {
    }
}
