namespace Akka.Actor.Dsl;

/// <summary>An actor described in place, by functions. Each function gets the actor's context.</summary>
public interface IActorDsl
{
    /// <summary>Runs in the place of <c>PostRestart</c>; null for what every actor does.</summary>
    Action<Exception, IActorContext>? OnPostRestart { get; set; }

    /// <summary>Runs in the place of <c>PostStop</c>; null for what every actor does.</summary>
    Action<IActorContext>? OnPostStop { get; set; }

    /// <summary>Runs in the place of <c>PreRestart</c>; null for what every actor does.</summary>
    Action<Exception, object?, IActorContext>? OnPreRestart { get; set; }

    /// <summary>Runs in the place of <c>PreStart</c>; null for what every actor does.</summary>
    Action<IActorContext>? OnPreStart { get; set; }

    /// <summary>What the actor does about the failures of its children; null for the default.</summary>
    SupervisorStrategy? Strategy { get; set; }

    /// <summary>Handles messages of some type. Handlers are asked in the order in which they were given.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    void Receive<T>(Action<T, IActorContext> handler);

    /// <summary>Handles messages of some type that a predicate holds for.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldHandle">The predicate.</param>
    /// <param name="handler">The handler.</param>
    void Receive<T>(Predicate<T> shouldHandle, Action<T, IActorContext> handler);

    /// <inheritdoc cref="Receive{T}(Predicate{T}, Action{T, IActorContext})"/>
    void Receive<T>(Action<T, IActorContext> handler, Predicate<T> shouldHandle);

    /// <summary>Handles all messages that no handler given before took.</summary>
    /// <param name="handler">The handler.</param>
    void ReceiveAny(Action<object, IActorContext> handler);

    /// <summary>Handles messages of some type asynchronously: the next message waits until the task has ended.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">True for the messages to handle; null for all.</param>
    void ReceiveAsync<T>(Func<T, IActorContext, Task> handler, Predicate<T>? shouldHandle = null);

    /// <inheritdoc cref="ReceiveAsync{T}(Func{T, IActorContext, Task}, Predicate{T})"/>
    void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, IActorContext, Task> handler);

    /// <summary>Handles all messages that no handler given before took, asynchronously.</summary>
    /// <param name="handler">The handler.</param>
    void ReceiveAnyAsync(Func<object, IActorContext, Task> handler);

    /// <summary>Does what every actor does after a restart: <c>PreStart</c>.</summary>
    /// <param name="reason">Why it was restarted.</param>
    void DefaultPostRestart(Exception reason);

    /// <summary>Does what every actor does after its end: nothing.</summary>
    void DefaultPostStop();

    /// <summary>Does what every actor does before a restart: stops its children, then <c>PostStop</c>.</summary>
    /// <param name="reason">Why it is restarted.</param>
    /// <param name="message">The message whose processing failed, or null.</param>
    void DefaultPreRestart(Exception reason, object? message);

    /// <summary>Does what every actor does before its first message: nothing.</summary>
    void DefaultPreStart();

    /// <summary>Handles messages by another function from now on.</summary>
    /// <param name="handler">The function.</param>
    void Become(Action<object, IActorContext> handler);

    /// <summary>Handles messages by another function until <see cref="UnbecomeStacked"/>.</summary>
    /// <param name="handler">The function.</param>
    void BecomeStacked(Action<object, IActorContext> handler);

    /// <summary>Goes back to how messages were handled before <see cref="BecomeStacked"/>.</summary>
    void UnbecomeStacked();

    /// <summary>Creates a child that is described in place.</summary>
    /// <param name="config">Describes it.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    IActorRef ActorOf(Action<IActorDsl> config, string? name = null);
}
