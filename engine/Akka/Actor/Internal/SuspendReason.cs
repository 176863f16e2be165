namespace Akka.Actor.Internal;

/// <summary>Why an actor waits for the end of children.</summary>
public abstract class SuspendReason
{
    /// <summary>It does not wait; a child was stopped on request.</summary>
    public sealed class UserRequest : SuspendReason
    {
        /// <summary>The only instance.</summary>
        public static readonly UserRequest Instance = new();
    }

    /// <summary>To be made anew after a failure.</summary>
    public sealed class Recreation(Exception cause) : SuspendReason
    {
        /// <summary>The failure.</summary>
        public Exception Cause { get; } = cause;
    }

    /// <summary>To be made for the first time, after a failed attempt.</summary>
    public sealed class Creation : SuspendReason
    {
        /// <summary>The only instance.</summary>
        public static readonly Creation Instance = new();
    }

    /// <summary>To end.</summary>
    public sealed class Termination : SuspendReason
    {
        /// <summary>The only instance.</summary>
        public static readonly Termination Instance = new();
    }
}
