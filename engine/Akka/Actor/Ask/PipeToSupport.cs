namespace Akka.Actor;

/// <summary>
/// PipeTo: sends a task's outcome to an actor as a message, so that the actor need not wait for it.
/// </summary>
/// <remarks>
/// A result is sent as it is, or as <c>success</c> makes of it; a task without a result sends nothing unless
/// <c>success</c> is given. A failure or cancellation is sent as <see cref="Status.Failure"/>, or as <c>failure</c> makes
/// of it. An exception of <c>success</c> counts as a failure. The returned task ends when the message has been sent.
/// </remarks>
public static class PipeToSupport
{
    /// <inheritdoc cref="PipeTo{T}(ValueTask{T}, ICanTell, bool, IActorRef?, Func{T, object}?, Func{Exception, object}?)"/>
    public static Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(new ValueTask<T>(taskToPipe), recipient, useConfigureAwait: false, sender, success, failure);

    /// <inheritdoc cref="PipeTo{T}(ValueTask{T}, ICanTell, bool, IActorRef?, Func{T, object}?, Func{Exception, object}?)"/>
    public static Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(new ValueTask<T>(taskToPipe), recipient, useConfigureAwait, sender, success, failure);

    /// <inheritdoc cref="PipeTo{T}(ValueTask{T}, ICanTell, bool, IActorRef?, Func{T, object}?, Func{Exception, object}?)"/>
    public static Task PipeTo<T>(this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe, recipient, useConfigureAwait: false, sender, success, failure);

    /// <summary>Sends the outcome of <paramref name="taskToPipe"/> to <paramref name="recipient"/>.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who is told.</param>
    /// <param name="useConfigureAwait">Whether the message is sent in the context that is current now (its task scheduler); false by default.</param>
    /// <param name="sender">Who the message is said to come from; nobody by default.</param>
    /// <param name="success">Makes the message of the result.</param>
    /// <param name="failure">Makes the message of the exception.</param>
    /// <returns>Ends when the message has been sent.</returns>
    public static async Task PipeTo<T>(this ValueTask<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(useConfigureAwait);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
        }
    }

    /// <inheritdoc cref="PipeTo(ValueTask, ICanTell, bool, IActorRef?, Func{object}?, Func{Exception, object}?)"/>
    public static Task PipeTo(this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(new ValueTask(taskToPipe), recipient, useConfigureAwait: false, sender, success, failure);

    /// <inheritdoc cref="PipeTo(ValueTask, ICanTell, bool, IActorRef?, Func{object}?, Func{Exception, object}?)"/>
    public static Task PipeTo(this Task taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(new ValueTask(taskToPipe), recipient, useConfigureAwait, sender, success, failure);

    /// <inheritdoc cref="PipeTo(ValueTask, ICanTell, bool, IActorRef?, Func{object}?, Func{Exception, object}?)"/>
    public static Task PipeTo(this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe, recipient, useConfigureAwait: false, sender, success, failure);

    /// <summary>Sends the outcome of <paramref name="taskToPipe"/> to <paramref name="recipient"/>; a success only if <paramref name="success"/> makes a message of it.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who is told.</param>
    /// <param name="useConfigureAwait">Whether the message is sent in the context that is current now (its task scheduler); false by default.</param>
    /// <param name="sender">Who the message is said to come from; nobody by default.</param>
    /// <param name="success">Makes the message that tells of the success.</param>
    /// <param name="failure">Makes the message of the exception.</param>
    /// <returns>Ends when the message has been sent.</returns>
    public static async Task PipeTo(this ValueTask taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(useConfigureAwait);
            if (success is not null)
                recipient.Tell(success(), sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
        }
    }
}
