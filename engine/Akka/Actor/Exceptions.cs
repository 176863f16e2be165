namespace Akka.Actor;

/// <summary>The root of the exceptions that the engine throws.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    protected AkkaException()
    {
    }

    /// <summary>An exception with a message and, where one is known, its cause.</summary>
    protected AkkaException(string? message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>What led to this exception, or null.</summary>
    protected Exception? Cause => InnerException;
}

/// <summary>A message that an actor must not get, such as <c>null</c>.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>An exception with the default text.</summary>
    public InvalidMessageException()
        : this("Message is null.")
    {
    }

    /// <summary>An exception with a text of its own.</summary>
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}

/// <summary>An actor could not be found under the path or selection given.</summary>
public class ActorNotFoundException : AkkaException
{
    /// <summary>An exception without a text.</summary>
    public ActorNotFoundException()
    {
    }

    /// <summary>An exception with a text and, where one is known, its cause.</summary>
    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The name is not allowed for an actor, or another child of the same parent bears it.</summary>
public class InvalidActorNameException : AkkaException
{
    /// <summary>An exception with a text.</summary>
    public InvalidActorNameException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a text and its cause.</summary>
    public InvalidActorNameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The name has a form that actors' names never have.</summary>
public class IllegalActorNameException : AkkaException
{
    /// <summary>An exception with a text.</summary>
    public IllegalActorNameException(string message)
        : base(message)
    {
    }
}

/// <summary>The actor is not in a state in which the call is allowed.</summary>
public class IllegalActorStateException : AkkaException
{
    /// <summary>An exception with a text.</summary>
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}

/// <summary>What an actor fails with when it is sent <see cref="Kill"/>.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>An exception without a text.</summary>
    public ActorKilledException()
    {
    }

    /// <summary>An exception with a text.</summary>
    public ActorKilledException(string message)
        : base(message)
    {
    }
}

/// <summary>An actor's thread was interrupted while it processed a message.</summary>
public class ActorInterruptedException : AkkaException
{
    /// <summary>An exception with a text and, where one is known, its cause.</summary>
    public ActorInterruptedException(string? message = null, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>What an actor fails with when it is sent <see cref="IntentionalRestart"/>.</summary>
public sealed class IntentionalActorRestartException : AkkaException
{
    /// <summary>An exception without a text.</summary>
    public IntentionalActorRestartException()
    {
    }
}

/// <summary>An actor could not be constructed, or its <c>PreStart</c> failed.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>An exception without a text.</summary>
    public ActorInitializationException()
    {
    }

    /// <summary>An exception with a text.</summary>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a text and its cause.</summary>
    public ActorInitializationException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>An exception that names the actor.</summary>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that did not come to life, or null where it is not known.</summary>
    public IActorRef? Actor { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

/// <summary>The <c>PreRestart</c> hook failed. It is logged, and the restart goes on.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>Names the actor, what its hook threw, why it was to be restarted, and the message it then processed.</summary>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"Exception in PreRestart(Exception={cause?.GetType()}, Message={optionalMessage?.GetType()})", restartException)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What the hook threw.</summary>
    public Exception RestartException { get; }

    /// <summary>The message whose processing failed, or null.</summary>
    public object? OptionalMessage { get; }
}

/// <summary>The constructor or the <c>PostRestart</c> hook of a restarted actor failed.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Names the actor, what failed now, and why the restart was begun.</summary>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause?.GetType().ToString() ?? "null"})", cause) =>
        OriginalCause = originalCause;

    /// <summary>The failure that the restart was the answer to.</summary>
    public Exception? OriginalCause { get; }
}

/// <summary>An actor watches another, got its <see cref="Terminated"/> and did not handle it.</summary>
public class DeathPactException : AkkaException
{
    /// <summary>Names the actor whose end was not handled.</summary>
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    /// <summary>The actor that ended.</summary>
    public IActorRef DeadActor { get; }
}

/// <summary>A logger did not answer the request to start.</summary>
public class LoggerInitializationException : AkkaException
{
    /// <summary>An exception without a text.</summary>
    public LoggerInitializationException()
    {
    }

    /// <summary>An exception with a text.</summary>
    public LoggerInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a text and its cause.</summary>
    public LoggerInitializationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
