namespace Akka.Actor;

/// <summary>
/// The outcome of a request as a message. A <see cref="Failure"/> that answers an Ask makes its task fail with the cause.
/// </summary>
public abstract class Status
{
    /// <summary>The request succeeded.</summary>
    public sealed class Success : Status
    {
        /// <summary>A success without a result.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>The result, if any.</summary>
        public readonly object? Status;

        /// <summary>Creates a success.</summary>
        /// <param name="status">The result, if any.</param>
        public Success(object? status) => Status = status;

        /// <inheritdoc/>
        public override string ToString() => Status is null ? "Status.Success" : $"Status.Success: {Status}";
    }

    /// <summary>The request failed.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Why it failed.</summary>
        public readonly Exception Cause;

        /// <summary>What the sender adds, if anything.</summary>
        public readonly object? State;

        /// <summary>Creates a failure.</summary>
        /// <param name="cause">Why the request failed.</param>
        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        /// <summary>Creates a failure that carries more than its cause.</summary>
        /// <param name="cause">Why the request failed.</param>
        /// <param name="state">What the receiver should know besides.</param>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        /// <inheritdoc/>
        public override string ToString() =>
            State is null ? $"Status.Failure: {Cause}" : $"Status.Failure[Cause={Cause}, State={State}]";
    }
}
