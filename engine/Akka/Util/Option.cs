namespace Akka.Util;

/// <summary>A value that may be missing; <c>default</c> and null are missing.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Option<T> : IEquatable<Option<T>>
{
    /// <summary>The missing value.</summary>
    public static readonly Option<T> None;

    /// <summary>An option that holds <paramref name="value"/>, or is empty for null.</summary>
    public Option(T value)
    {
        Value = value;
        HasValue = value is not null;
    }

    /// <summary>An option that holds <paramref name="value"/>, or <see cref="None"/> for null.</summary>
    public static Option<T> Create(T value) => new(value);

    /// <summary>Whether there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => !HasValue;

    /// <summary>The value, or <c>default</c> if <see cref="IsEmpty"/>.</summary>
    public T Value { get; }

    /// <summary>The value, or <paramref name="fallbackValue"/> if there is none.</summary>
    public T GetOrElse(T fallbackValue) => HasValue ? Value : fallbackValue;

    /// <summary>Maps the value, if there is one.</summary>
    public Option<TNew> Select<TNew>(Func<T, TNew> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return HasValue ? Option<TNew>.Create(selector(Value)) : Option<TNew>.None;
    }

    /// <summary>Maps the value to another option, if there is one.</summary>
    public Option<TNew> FlatSelect<TNew>(Func<T, Option<TNew>> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        return HasValue ? mapper(Value) : Option<TNew>.None;
    }

    /// <summary>Calls <paramref name="action"/> with the value, if there is one.</summary>
    public void OnSuccess(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (HasValue)
            action(Value);
    }

    /// <inheritdoc/>
    public bool Equals(Option<T> other) =>
        HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Option<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? EqualityComparer<T>.Default.GetHashCode(Value!) : 0;

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"Some<{Value}>" : "None";

    /// <summary>An option that holds <paramref name="value"/>, or <see cref="None"/> for null.</summary>
    public static implicit operator Option<T>(T value) => Create(value);

    /// <summary>Options are equal when both are missing or their values are equal.</summary>
    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    /// <summary>The negation of <c>==</c>.</summary>
    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);
}
