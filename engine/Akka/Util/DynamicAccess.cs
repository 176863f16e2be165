using System.Reflection;
using Akka.Util.Reflection;

namespace Akka.Util;

/// <summary>Creates objects of classes that configuration names.</summary>
public static class DynamicAccess
{
    // Also those that only the class itself calls, as of one that is meant to have a single instance.
    private const BindingFlags Constructors = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Creates an instance of the class named <paramref name="typeName"/>, by a constructor that need not be public.</summary>
    /// <typeparam name="TResult">What the class must derive from or implement.</typeparam>
    /// <param name="typeName">For example <c>Akka.Actor.HashedWheelTimerScheduler, Akka</c>.</param>
    /// <param name="args">The constructor's arguments, in order.</param>
    /// <returns>
    /// The instance, or the reason why there is none: the type is unknown, is not a <typeparamref name="TResult"/>,
    /// has no constructor for <paramref name="args"/>, or its constructor failed.
    /// </returns>
    public static Try<TResult> CreateInstanceFor<TResult>(string typeName, params object?[] args)
        where TResult : class
    {
        var type = TypeCache.GetType(typeName);
        if (type is null)
            return new Try<TResult>(new TypeLoadException($"Cannot find type named [{typeName}]. Check its spelling, and name its assembly: \"Namespace.Type, Assembly\"."));
        if (!typeof(TResult).IsAssignableFrom(type))
            return new Try<TResult>(new InvalidCastException($"Type [{typeName}] is not a [{typeof(TResult).FullName}]."));
        try
        {
            return new Try<TResult>((TResult)Activator.CreateInstance(type, Constructors, binder: null, args, culture: null)!);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            return new Try<TResult>(e.InnerException);
        }
        catch (Exception e)
        {
            return new Try<TResult>(e);
        }
    }
}
