namespace Akka.Util;

/// <summary>The outcome of a computation: its value or the exception it ended with.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public class Try<T>
{
    /// <summary>A success.</summary>
    public Try(T success)
    {
        IsSuccess = true;
        Success = success;
    }

    /// <summary>A failure.</summary>
    public Try(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Failure = failure;
    }

    /// <summary>Whether the computation gave a value.</summary>
    public bool IsSuccess { get; }

    /// <summary>The value of a success.</summary>
    public Option<T> Success { get; } = Option<T>.None;

    /// <summary>The exception of a failure.</summary>
    public Option<Exception> Failure { get; } = Option<Exception>.None;

    /// <summary>The value of a success.</summary>
    /// <exception cref="Exception">The exception of a failure, with its original stack trace.</exception>
    public T Get()
    {
        if (!IsSuccess)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(Failure.Value);
        return Success.Value;
    }

    /// <summary>This, if it is a success; otherwise the outcome of <paramref name="fallback"/>.</summary>
    public Try<T> GetOrElse(Func<T> fallback) => IsSuccess ? this : From(fallback);

    /// <summary>This, if it is a success; otherwise <paramref name="default"/>.</summary>
    public Try<T> OrElse(Try<T> @default) => IsSuccess ? this : @default;

    /// <summary>Calls <paramref name="failureHandler"/> with the exception of a failure.</summary>
    /// <returns>This, or the failure of <paramref name="failureHandler"/> itself.</returns>
    public Try<T> Recover(Action<Exception> failureHandler)
    {
        ArgumentNullException.ThrowIfNull(failureHandler);
        if (IsSuccess)
            return this;
        try
        {
            failureHandler(Failure.Value);
            return this;
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }

    /// <summary>This, if it is a success; otherwise what <paramref name="failureHandler"/> makes of the exception.</summary>
    public Try<T> RecoverWith(Func<Exception, Try<T>> failureHandler)
    {
        ArgumentNullException.ThrowIfNull(failureHandler);
        if (IsSuccess)
            return this;
        try
        {
            return failureHandler(Failure.Value);
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }

    /// <summary>Runs <paramref name="func"/> and keeps its value or its exception.</summary>
    public static Try<T> From(Func<T> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        try
        {
            return new Try<T>(func());
        }
        catch (Exception failure)
        {
            return new Try<T>(failure);
        }
    }

    /// <summary>A success that holds <paramref name="value"/>.</summary>
    public static implicit operator Try<T>(T value) => new(value);
}
