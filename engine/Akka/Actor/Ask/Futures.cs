namespace Akka.Actor;

/// <summary>
/// Ask: sends a message and returns a task of the reply.
/// </summary>
/// <remarks>
/// The task fails with <see cref="AskTimeoutException"/> when no reply arrives in time, with the cause of a
/// <see cref="Status.Failure"/> that arrives as the reply, with <see cref="ArgumentException"/> when the reply is of
/// another type, and is cancelled when the token is. Code that awaits it never runs on the replying actor's thread.
/// Replies after the end become dead letters, except after a cancellation. Safe for use by many threads at once.
/// </remarks>
public static class Futures
{
    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>Sends <paramref name="message"/> and returns a task of the reply.</summary>
    /// <typeparam name="T">The reply's type.</typeparam>
    /// <param name="self">Who is asked: an actor or a selection.</param>
    /// <param name="message">The question.</param>
    /// <param name="timeout">
    /// How long to wait; null for <c>akka.actor.ask-timeout</c>, zero or less (such as <see cref="Timeout.InfiniteTimeSpan"/>) to wait without end.
    /// </param>
    /// <param name="cancellationToken">Cancels the task. If it is cancelled already, nothing is sent.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="ArgumentException">The one asked belongs to no actor system.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Ask<T>(self, message, null, timeout, cancellationToken);

    /// <summary>Sends the message that <paramref name="messageFactory"/> makes of the reference that awaits the reply, and returns a task of the reply.</summary>
    /// <param name="self">Who is asked: an actor or a selection.</param>
    /// <param name="messageFactory">Makes the question; it is given the reference to reply to.</param>
    /// <param name="timeout">
    /// How long to wait; null for <c>akka.actor.ask-timeout</c>, zero or less (such as <see cref="Timeout.InfiniteTimeSpan"/>) to wait without end.
    /// </param>
    /// <param name="cancellationToken">Cancels the task. If it is cancelled already, nothing is sent.</param>
    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageFactory);
        return Ask<T>(self, null, messageFactory, timeout, cancellationToken);
    }

    private static Task<T> Ask<T>(ICanTell self, object? message, Func<IActorRef, object>? messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);

        var provider = ResolveProvider(self)
            ?? throw new ArgumentException($"Unable to resolve the target Provider: {self} belongs to no actor system", nameof(self));
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var replyTo = provider.CreateFutureRef(result);

        TimeSpan? limit = timeout ?? provider.Settings.AskTimeout;
        replyTo.GiveUpAfter(limit > TimeSpan.Zero ? limit : null, cancellationToken);
        try
        {
            replyTo.DeliverAsk(messageFactory is null ? message! : messageFactory(replyTo), self);
        }
        catch
        {
            replyTo.GiveUp();
            throw;
        }
        return result.Task;
    }

    private static IActorRefProvider? ResolveProvider(ICanTell self) => self switch
    {
        null => throw new ArgumentNullException(nameof(self)),
        // Nobody belongs to every system and so to none; the asking actor's system takes its place.
        IInternalActorRef target and not Nobody => target.Provider,
        ActorSelection { Anchor: not null } selection => ResolveProvider(selection.Anchor),
        _ => (ActorCell.Current?.System as ExtendedActorSystem)?.Provider,
    };
}
