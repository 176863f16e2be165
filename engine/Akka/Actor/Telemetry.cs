namespace Akka.Actor;

/// <summary>Published to the event stream when <c>akka.actor.telemetry.enabled</c> is on.</summary>
public interface IActorTelemetryEvent : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
{
    /// <summary>The actor it is about.</summary>
    IActorRef Subject { get; }

    /// <summary>The actor's class.</summary>
    Type ActorType { get; }

    /// <summary>The name to report instead of the class's, where one was set.</summary>
    string ActorTypeOverride { get; }
}

/// <summary>An actor started.</summary>
public sealed class ActorStarted(IActorRef subject, Type actorType, string? actorTypeOverride = null) : IActorTelemetryEvent
{
    /// <inheritdoc/>
    public IActorRef Subject { get; } = subject;

    /// <inheritdoc/>
    public Type ActorType { get; } = actorType;

    /// <inheritdoc/>
    public string ActorTypeOverride { get; } = actorTypeOverride ?? string.Empty;
}

/// <summary>An actor stopped.</summary>
public sealed class ActorStopped(IActorRef subject, Type actorType, string? actorTypeOverride = null) : IActorTelemetryEvent
{
    /// <inheritdoc/>
    public IActorRef Subject { get; } = subject;

    /// <inheritdoc/>
    public Type ActorType { get; } = actorType;

    /// <inheritdoc/>
    public string ActorTypeOverride { get; } = actorTypeOverride ?? string.Empty;
}

/// <summary>An actor was restarted.</summary>
public sealed class ActorRestarted(IActorRef subject, Type actorType, Exception reason, string? actorTypeOverride = null)
    : IActorTelemetryEvent
{
    /// <inheritdoc/>
    public IActorRef Subject { get; } = subject;

    /// <inheritdoc/>
    public Type ActorType { get; } = actorType;

    /// <summary>Why it was restarted.</summary>
    public Exception Reason { get; } = reason;

    /// <inheritdoc/>
    public string ActorTypeOverride { get; } = actorTypeOverride ?? string.Empty;
}
