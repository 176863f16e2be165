using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// Knows how to try one kind of handler: tests the message's type, asks the predicate if there is one, and calls.
/// There is one instance per kind and type; it holds no state of any actor.
/// </summary>
/// <remarks>
/// The handlers arrive as <see cref="object"/> and are reinterpreted without a check: only <see cref="ReceiveActor"/>
/// pairs them with invokers, and a checked cast to a shared generic type would cost more than the call itself.
/// </remarks>
internal abstract class HandlerInvoker
{
    private HandlerSequence? _alone;

    /// <summary>The sequence of this invoker only. Created twice under a race, which does no harm.</summary>
    public HandlerSequence Alone => _alone ??= new HandlerSequence([this]);

    /// <summary>Whether no message can get past it.</summary>
    public virtual bool CatchesAll => false;

    /// <returns>Whether the handler took the message.</returns>
    public abstract bool TryInvoke(object handler, object message);

    /// <summary>This invoker, limited to messages of a type that is known only at run time.</summary>
    public HandlerInvoker For(Type messageType) =>
        messageType == typeof(object) ? this : TypedInvoker.Get(messageType, this);
}

/// <summary>A handler together with the predicate that admits messages to it.</summary>
internal sealed class GuardedHandler<T, THandler>(Predicate<T> shouldHandle, THandler handler)
{
    public Predicate<T> ShouldHandle { get; } = shouldHandle;

    public THandler Handler { get; } = handler;
}

/// <summary>Calls an <see cref="Action{T}"/>.</summary>
internal sealed class ActionInvoker<T> : HandlerInvoker
{
    public static readonly ActionInvoker<T> Instance = new();

    public override bool CatchesAll => typeof(T) == typeof(object);

    public override bool TryInvoke(object handler, object message)
    {
        if (message is not T typed)
            return false;
        Unsafe.As<Action<T>>(handler)(typed);
        return true;
    }
}

/// <summary>Calls an <see cref="Action{T}"/> behind a predicate.</summary>
internal sealed class GuardedActionInvoker<T> : HandlerInvoker
{
    public static readonly GuardedActionInvoker<T> Instance = new();

    public override bool TryInvoke(object handler, object message)
    {
        var guarded = Unsafe.As<GuardedHandler<T, Action<T>>>(handler);
        if (message is not T typed || !guarded.ShouldHandle(typed))
            return false;
        guarded.Handler(typed);
        return true;
    }
}

/// <summary>Calls a function that says itself whether it took the message.</summary>
internal sealed class FunctionInvoker<T> : HandlerInvoker
{
    public static readonly FunctionInvoker<T> Instance = new();

    public override bool TryInvoke(object handler, object message) =>
        message is T typed && Unsafe.As<Func<T, bool>>(handler)(typed);
}

/// <summary>Runs an asynchronous handler; the actor takes no other message until it has ended.</summary>
internal sealed class TaskInvoker<T> : HandlerInvoker
{
    public static readonly TaskInvoker<T> Instance = new();

    public override bool CatchesAll => typeof(T) == typeof(object);

    public override bool TryInvoke(object handler, object message)
    {
        if (message is not T typed)
            return false;
        Run(Unsafe.As<Func<T, Task>>(handler), typed);
        return true;
    }

    // Apart from TryInvoke, so that a message of another type does not pay for the closure.
    internal static void Run(Func<T, Task> handler, T message) => ActorTaskScheduler.RunTask(() => handler(message));
}

/// <summary>Runs an asynchronous handler behind a predicate.</summary>
internal sealed class GuardedTaskInvoker<T> : HandlerInvoker
{
    public static readonly GuardedTaskInvoker<T> Instance = new();

    public override bool TryInvoke(object handler, object message)
    {
        var guarded = Unsafe.As<GuardedHandler<T, Func<T, Task>>>(handler);
        if (message is not T typed || !guarded.ShouldHandle(typed))
            return false;
        TaskInvoker<T>.Run(guarded.Handler, typed);
        return true;
    }
}

/// <summary>Puts a test for a type known only at run time in front of another invoker.</summary>
internal sealed class TypedInvoker : HandlerInvoker
{
    private static readonly ConcurrentDictionary<(Type Type, HandlerInvoker Inner), TypedInvoker> Known = new();

    private readonly Type _messageType;
    private readonly HandlerInvoker _inner;

    private TypedInvoker(Type messageType, HandlerInvoker inner)
    {
        _messageType = messageType;
        _inner = inner;
    }

    public static TypedInvoker Get(Type messageType, HandlerInvoker inner) =>
        Known.GetOrAdd((messageType, inner), static key => new TypedInvoker(key.Type, key.Inner));

    public override bool TryInvoke(object handler, object message) =>
        _messageType.IsInstanceOfType(message) && _inner.TryInvoke(handler, message);
}
