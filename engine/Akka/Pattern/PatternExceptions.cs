using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Something was called in a state that does not allow it.</summary>
public class IllegalStateException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was called, and when it may be.</param>
    public IllegalStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was called, and when it may be.</param>
    /// <param name="innerEx">What led to it.</param>
    public IllegalStateException(string message, Exception innerEx)
        : base(message, innerEx)
    {
    }
}

/// <summary>What a <see cref="CircuitBreaker"/> counts when <see cref="CircuitBreaker.Fail"/> is called.</summary>
public class UserCalledFailException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public UserCalledFailException()
        : base($"User code caused [{nameof(CircuitBreaker)}] to fail because it calls the [{nameof(CircuitBreaker.Fail)}()] method.")
    {
    }
}

/// <summary>A <see cref="CircuitBreaker"/> did not let a call through.</summary>
public class OpenCircuitException : AkkaException
{
    private const string Text = "Circuit Breaker is open; calls are failing fast";

    /// <summary>Creates the exception.</summary>
    public OpenCircuitException()
        : this(Text)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was refused.</param>
    public OpenCircuitException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="cause">The failure that opened the circuit.</param>
    public OpenCircuitException(Exception? cause)
        : this(Text, cause)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was refused.</param>
    /// <param name="cause">The failure that opened the circuit.</param>
    public OpenCircuitException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was refused.</param>
    /// <param name="remainingDuration">How long calls are refused yet.</param>
    public OpenCircuitException(string message, TimeSpan remainingDuration)
        : this(message, null, remainingDuration)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="cause">The failure that opened the circuit.</param>
    /// <param name="remainingDuration">How long calls are refused yet.</param>
    public OpenCircuitException(Exception? cause, TimeSpan remainingDuration)
        : this(Text, cause, remainingDuration)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was refused.</param>
    /// <param name="cause">The failure that opened the circuit.</param>
    /// <param name="remainingDuration">How long calls are refused yet.</param>
    public OpenCircuitException(string message, Exception? cause, TimeSpan remainingDuration)
        : base(message, cause) => RemainingDuration = remainingDuration;

    /// <summary>How long calls are refused yet; zero when it is another call that decides.</summary>
    public TimeSpan RemainingDuration { get; }
}
