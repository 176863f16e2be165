namespace Akka.TestKit;

/// <summary>A predicate over messages of one type, its type erased so that predicates over different types fit one list.</summary>
public class PredicateInfo
{
    private readonly Func<object, bool> _isMatch;

    private PredicateInfo(Delegate predicateT, Type type, Func<object, bool> isMatch)
    {
        PredicateT = predicateT;
        Type = type;
        _isMatch = isMatch;
    }

    /// <summary>The predicate.</summary>
    public Delegate PredicateT { get; }

    /// <summary>The type of the messages it takes.</summary>
    public Type Type { get; }

    /// <summary>Wraps a predicate.</summary>
    /// <typeparam name="T">The type of the messages it takes.</typeparam>
    /// <param name="predicateT">The predicate.</param>
    public static PredicateInfo Create<T>(Predicate<T> predicateT)
    {
        ArgumentNullException.ThrowIfNull(predicateT);
        return new PredicateInfo(predicateT, typeof(T), message => message is T typed && predicateT(typed));
    }

    /// <summary>Whether a message is of the type and the predicate holds for it.</summary>
    internal bool IsMatch(object message) => _isMatch(message);

    internal static PredicateInfo Create<T>(Delegate predicateT) => predicateT switch
    {
        Predicate<T> predicate => Create(predicate),
        Func<T, bool> function => new PredicateInfo(function, typeof(T), message => message is T typed && function(typed)),
        _ => throw new ArgumentException(
            $"Expected a Predicate<{typeof(T)}> or a Func<{typeof(T)}, bool>, got a {predicateT?.GetType()}.", nameof(predicateT)),
    };

    /// <inheritdoc/>
    public override string ToString() => $"Predicate<{Type.Name}>";
}

/// <summary>Makes a <see cref="PredicateInfo"/> of a predicate in place.</summary>
public static class PredicateInfoFactory
{
    /// <inheritdoc cref="PredicateInfo.Create{T}(Predicate{T})"/>
    public static PredicateInfo CreatePredicateInfo<T>(this Predicate<T> predicateT) => PredicateInfo.Create(predicateT);

    /// <summary>Wraps a predicate whose static type is not known.</summary>
    /// <typeparam name="T">The type of the messages it takes.</typeparam>
    /// <param name="predicateT">A <see cref="Predicate{T}"/> or a <see cref="Func{T, TResult}"/> with a Boolean result.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static PredicateInfo CreatePredicateInfo<T>(this Delegate predicateT) => PredicateInfo.Create<T>(predicateT);
}
