using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>
/// An actor whose constructor declares what it handles: <c>Receive&lt;T&gt;(...)</c> for each type of message.
/// A message goes to the first declared handler whose type fits and whose predicate or function accepts it;
/// a message that no handler takes is passed to <see cref="ActorBase.Unhandled"/>.
/// </summary>
/// <remarks>
/// Handlers may be declared while the actor is constructed and inside <see cref="Become(Action)"/>, nowhere else.
/// Like every actor it handles one message at a time and none of its members may be used from another thread.
/// </remarks>
public abstract class ReceiveActor : UntypedActor, IInitializableActor
{
    // A mutable struct: it saves an object per actor and must never be copied.
    private MessageHandlers _handlers;
    private ReceiveBehaviour? _becoming;
    private bool _initialized;

    /// <summary>Called by the cell when the constructor has run: from here on handlers are declared only inside Become.</summary>
    void IInitializableActor.Init() => _initialized = true;

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        if (!_handlers.TryHandle(message))
            Unhandled(message);
    }

    /// <summary>Replaces the current behaviour by the handlers that <paramref name="configure"/> declares.</summary>
    /// <param name="configure">Declares the handlers with the Receive methods; it runs at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    protected void Become(Action configure) => Become(Configure(configure));

    /// <summary>
    /// Puts the handlers that <paramref name="configure"/> declares on top of the current behaviour;
    /// <see cref="ActorBase.UnbecomeStacked"/> takes them off again.
    /// </summary>
    /// <param name="configure">Declares the handlers with the Receive methods; it runs at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configure(configure));

    private Receive Configure(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var outer = _becoming;
        var behaviour = new ReceiveBehaviour();
        _becoming = behaviour;
        try
        {
            configure();
        }
        finally
        {
            _becoming = outer;
        }
        return behaviour.Receive;
    }

    /// <summary>Handles messages of type <typeparamref name="T"/> that <paramref name="shouldHandle"/> accepts, or all of them when it is null.</summary>
    /// <inheritdoc cref="Receive{T}(Func{T, bool})"/>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (shouldHandle is null)
            Add(ActionInvoker<T>.Instance, handler);
        else
            Add(GuardedActionInvoker<T>.Instance, new GuardedHandler<T, Action<T>>(shouldHandle, handler));
    }

    /// <inheritdoc cref="Receive{T}(Action{T}, Predicate{T}?)"/>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of type <typeparamref name="T"/> for which <paramref name="handler"/> returns true; others go on to the next handler.</summary>
    /// <exception cref="ArgumentNullException">The handler is null.</exception>
    /// <exception cref="InvalidOperationException">Called outside of the constructor and of Become, or after a handler that catches everything.</exception>
    protected void Receive<T>(Func<T, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(FunctionInvoker<T>.Instance, handler);
    }

    /// <summary>Handles messages of <paramref name="messageType"/> that <paramref name="shouldHandle"/> accepts, or all of them when it is null.</summary>
    /// <inheritdoc cref="Receive{T}(Func{T, bool})"/>
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        if (shouldHandle is null)
            Add(ActionInvoker<object>.Instance.For(messageType), handler);
        else
            Add(GuardedActionInvoker<object>.Instance.For(messageType), new GuardedHandler<object, Action<object>>(shouldHandle, handler));
    }

    /// <inheritdoc cref="Receive(Type, Action{object}, Predicate{object}?)"/>
    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    /// <summary>Handles messages of <paramref name="messageType"/> for which <paramref name="handler"/> returns true; others go on to the next handler.</summary>
    /// <inheritdoc cref="Receive{T}(Func{T, bool})"/>
    protected void Receive(Type messageType, Func<object, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        Add(FunctionInvoker<object>.Instance.For(messageType), handler);
    }

    /// <summary>Handles every message. No handler can be declared after it.</summary>
    /// <inheritdoc cref="Receive{T}(Func{T, bool})"/>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>
    /// Handles messages of type <typeparamref name="T"/> that <paramref name="shouldHandle"/> accepts with asynchronous code.
    /// No other message is handled until the task has ended; a failed task fails the actor.
    /// </summary>
    /// <inheritdoc cref="Receive{T}(Func{T, bool})"/>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (shouldHandle is null)
            Add(TaskInvoker<T>.Instance, handler);
        else
            Add(GuardedTaskInvoker<T>.Instance, new GuardedHandler<T, Func<T, Task>>(shouldHandle, handler));
    }

    /// <inheritdoc cref="ReceiveAsync{T}(Func{T, Task}, Predicate{T}?)"/>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    /// <summary>
    /// Handles messages of <paramref name="messageType"/> that <paramref name="shouldHandle"/> accepts with asynchronous code.
    /// No other message is handled until the task has ended; a failed task fails the actor.
    /// </summary>
    /// <inheritdoc cref="Receive{T}(Func{T, bool})"/>
    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        if (shouldHandle is null)
            Add(TaskInvoker<object>.Instance.For(messageType), handler);
        else
            Add(GuardedTaskInvoker<object>.Instance.For(messageType), new GuardedHandler<object, Func<object, Task>>(shouldHandle, handler));
    }

    /// <inheritdoc cref="ReceiveAsync(Type, Func{object, Task}, Predicate{object}?)"/>
    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        ReceiveAsync(messageType, handler, shouldHandle);

    /// <summary>Handles every message with asynchronous code. No handler can be declared after it.</summary>
    /// <inheritdoc cref="ReceiveAsync{T}(Func{T, Task}, Predicate{T}?)"/>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    private void Add(HandlerInvoker invoker, object handler)
    {
        if (_becoming is not null)
            _becoming.Handlers.Add(invoker, handler);
        else if (!_initialized)
            _handlers.Add(invoker, handler);
        else
            throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");
    }

    /// <summary>The handlers declared by one call of Become.</summary>
    private sealed class ReceiveBehaviour
    {
        public MessageHandlers Handlers;

        public bool Receive(object message) => Handlers.TryHandle(message);
    }
}
