using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

// What can be sent to a back-off supervisor, and what it answers.
public sealed partial class BackoffSupervisor
{
    /// <summary>Asks for the child; the answer is <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        /// <summary>The message.</summary>
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild()
        {
        }
    }

    /// <summary>Answers <see cref="GetCurrentChild"/>.</summary>
    /// <param name="ref">The child; null while it is stopped.</param>
    public sealed class CurrentChild(IActorRef? @ref)
    {
        /// <summary>The child; null while it is stopped.</summary>
        public IActorRef? Ref { get; } = @ref;
    }

    /// <summary>Makes the supervisor forget the restarts, if it was made with <see cref="BackoffOptions.WithManualReset"/>.</summary>
    public new sealed class Reset
    {
        /// <summary>The message.</summary>
        public static readonly Reset Instance = new();

        private Reset()
        {
        }
    }

    /// <summary>Asks how often the child has been started again; the answer is <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        /// <summary>The message.</summary>
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount()
        {
        }
    }

    /// <summary>Answers <see cref="GetRestartCount"/>.</summary>
    /// <param name="count">How often the child has been started again since this was last forgotten.</param>
    public sealed class RestartCount(int count)
    {
        /// <summary>How often the child has been started again since this was last forgotten.</summary>
        public int Count { get; } = count;
    }

    /// <summary>The supervisor's own reminder to start the child.</summary>
    public sealed class StartChild : IDeadLetterSuppression
    {
        /// <summary>The message.</summary>
        public static readonly StartChild Instance = new();

        private StartChild()
        {
        }
    }

    /// <summary>The supervisor's own reminder to forget the restarts if there has been no other since.</summary>
    /// <param name="current">How many there were when it was scheduled.</param>
    public sealed class ResetRestartCount(int current) : IDeadLetterSuppression
    {
        /// <summary>How many restarts there were when it was scheduled.</summary>
        public int Current { get; } = current;
    }
}
