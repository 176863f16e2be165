namespace Akka.Util;

/// <summary>The outcome of a computation as a value type: its value or the exception it ended with.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Result<T> : IEquatable<Result<T>>
{
    /// <summary>Whether <see cref="Value"/> holds the outcome.</summary>
    public readonly bool IsSuccess;

    /// <summary>The value of a success, <c>default</c> for a failure.</summary>
    public readonly T? Value;

    /// <summary>The exception of a failure, null for a success.</summary>
    public readonly Exception? Exception;

    /// <summary>A success.</summary>
    public Result(T value)
    {
        IsSuccess = true;
        Value = value;
    }

    /// <summary>A failure.</summary>
    public Result(Exception exception) => Exception = exception;

    /// <inheritdoc/>
    public bool Equals(Result<T> other) =>
        IsSuccess == other.IsSuccess
        && EqualityComparer<T>.Default.Equals(Value, other.Value)
        && Equals(Exception, other.Exception);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Result<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsSuccess, Value, Exception);

    /// <inheritdoc/>
    public override string ToString() => IsSuccess ? $"Success ({Value})" : $"Failure ({Exception})";

    /// <summary>Results are equal when they agree in outcome and in value or exception.</summary>
    public static bool operator ==(Result<T> left, Result<T> right) => left.Equals(right);

    /// <summary>The negation of <c>==</c>.</summary>
    public static bool operator !=(Result<T> left, Result<T> right) => !left.Equals(right);
}

/// <summary>Makes results.</summary>
public static class Result
{
    /// <summary>A success that holds <paramref name="value"/>.</summary>
    public static Result<T> Success<T>(T value) => new(value);

    /// <summary>A failure that holds <paramref name="exception"/>.</summary>
    public static Result<T> Failure<T>(Exception exception) => new(exception);

    /// <summary>The outcome of a completed task.</summary>
    public static Result<T> FromTask<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.IsCanceled)
            return Failure<T>(new TaskCanceledException(task));
        return task.Exception is { } failure ? Failure<T>(failure) : Success(task.Result);
    }

    /// <summary>The outcome of <paramref name="func"/>.</summary>
    public static Result<T> From<T>(Func<T> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        try
        {
            return Success(func());
        }
        catch (Exception failure)
        {
            return Failure<T>(failure);
        }
    }
}
