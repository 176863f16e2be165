namespace Akka.Actor;

// Why a shutdown runs.
public sealed partial class CoordinatedShutdown
{
    /// <summary>Why a shutdown runs. Derive from it to name a reason of your own.</summary>
    public abstract class Reason
    {
        /// <summary>Creates a reason.</summary>
        protected Reason()
        {
        }

        /// <summary>What the process returns if <c>akka.coordinated-shutdown.exit-clr</c> is on.</summary>
        public abstract int ExitCode { get; }

        /// <inheritdoc/>
        public override string ToString() => GetType().Name;
    }

    /// <summary>Nobody said why.</summary>
    public class UnknownReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new UnknownReason();

        /// <inheritdoc/>
        public override int ExitCode => -1;
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>The process is ending.</summary>
    public class ClrExitReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>This node was downed in the cluster.</summary>
    public class ClusterDowningReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClusterDowningReason();

        /// <inheritdoc/>
        public override int ExitCode => -1;
    }

    /// <summary>This node leaves the cluster.</summary>
    public class ClusterLeavingReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClusterLeavingReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>This node could not join the cluster.</summary>
    public class ClusterJoinUnsuccessfulReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClusterJoinUnsuccessfulReason();

        /// <inheritdoc/>
        public override int ExitCode => -1;
    }
}
