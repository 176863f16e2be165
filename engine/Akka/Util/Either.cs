namespace Akka.Util;

/// <summary>One of two values.</summary>
/// <typeparam name="TA">The left value's type.</typeparam>
/// <typeparam name="TB">The right value's type.</typeparam>
public abstract class Either<TA, TB>
{
    /// <summary>Holds both sides; only one of them counts.</summary>
    protected Either(TA left, TB right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>Whether the left value counts.</summary>
    public abstract bool IsLeft { get; }

    /// <summary>Whether the right value counts.</summary>
    public abstract bool IsRight { get; }

    /// <summary>The left value.</summary>
    protected TA Left { get; }

    /// <summary>The right value.</summary>
    protected TB Right { get; }

    /// <summary>The value that counts.</summary>
    public object? Value => IsLeft ? Left : Right;

    /// <summary>Maps whichever value counts to one type.</summary>
    public TRes Fold<TRes>(Func<TA, TRes> left, Func<TB, TRes> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return IsLeft ? left(Left) : right(Right);
    }

    /// <summary>Maps whichever value counts and keeps its side.</summary>
    public Either<TRes1, TRes2> Map<TRes1, TRes2>(Func<TA, TRes1> map1, Func<TB, TRes2> map2)
    {
        ArgumentNullException.ThrowIfNull(map1);
        ArgumentNullException.ThrowIfNull(map2);
        return IsLeft ? new Left<TRes1, TRes2>(map1(Left)) : new Right<TRes1, TRes2>(map2(Right));
    }

    /// <summary>Maps the left value, if that counts.</summary>
    public Either<TRes, TB> MapLeft<TRes>(Func<TA, TRes> map) => Map(map, right => right);

    /// <summary>Maps the right value, if that counts.</summary>
    public Either<TA, TRes> MapRight<TRes>(Func<TB, TRes> map) => Map(left => left, map);

    /// <summary>The left side alone.</summary>
    public Left<TA, TB> ToLeft() => new(Left);

    /// <summary>The right side alone.</summary>
    public Right<TA, TB> ToRight() => new(Right);

    /// <summary>An either whose left value counts.</summary>
    public static implicit operator Either<TA, TB>(Left<TA> left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return new Left<TA, TB>(left.Value);
    }

    /// <summary>An either whose right value counts.</summary>
    public static implicit operator Either<TA, TB>(Right<TB> right)
    {
        ArgumentNullException.ThrowIfNull(right);
        return new Right<TA, TB>(right.Value);
    }
}

/// <summary>Makes one side of an <see cref="Either{TA,TB}"/>; the other side's type follows from where it is assigned.</summary>
public static class Either
{
    /// <summary>A left value.</summary>
    public static Left<T> Left<T>(T value) => new(value);

    /// <summary>A right value.</summary>
    public static Right<T> Right<T>(T value) => new(value);
}

/// <summary>An either whose left value counts.</summary>
/// <typeparam name="TA">The left value's type.</typeparam>
/// <typeparam name="TB">The right value's type.</typeparam>
/// <param name="a">The left value.</param>
public class Left<TA, TB>(TA a) : Either<TA, TB>(a, default!)
{
    /// <inheritdoc/>
    public override bool IsLeft => true;

    /// <inheritdoc/>
    public override bool IsRight => false;

    /// <summary>The left value.</summary>
    public new TA Value => Left;
}

/// <summary>An either whose right value counts.</summary>
/// <typeparam name="TA">The left value's type.</typeparam>
/// <typeparam name="TB">The right value's type.</typeparam>
/// <param name="b">The right value.</param>
public class Right<TA, TB>(TB b) : Either<TA, TB>(default!, b)
{
    /// <inheritdoc/>
    public override bool IsLeft => false;

    /// <inheritdoc/>
    public override bool IsRight => true;

    /// <summary>The right value.</summary>
    public new TB Value => Right;
}

/// <summary>A left value whose other side's type is not known yet.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="value">The value.</param>
public class Left<T>(T value)
{
    /// <summary>True.</summary>
    public bool IsLeft { get; } = true;

    /// <summary>False.</summary>
    public bool IsRight { get; }

    /// <summary>The value.</summary>
    public T Value { get; } = value;
}

/// <summary>A right value whose other side's type is not known yet.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="value">The value.</param>
public class Right<T>(T value)
{
    /// <summary>False.</summary>
    public bool IsLeft { get; }

    /// <summary>True.</summary>
    public bool IsRight { get; } = true;

    /// <summary>The value.</summary>
    public T Value { get; } = value;
}
