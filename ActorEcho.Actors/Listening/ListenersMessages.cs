using System.Collections.Immutable;
using ActorEcho.Actors.Transports;

namespace ActorEcho.Actors.Listening;

/// <summary>
/// Asks the listeners' supervisor how binding went. It answers once every listener is bound, with
/// <see cref="ListenersBound"/>, or could not be, with <see cref="ListenersFailed"/>.
/// </summary>
public sealed record AwaitListeners
{
    /// <summary>The one instance that is needed.</summary>
    public static AwaitListeners Instance { get; } = new();
}

/// <summary>Every listener is bound and accepts clients.</summary>
/// <param name="Listeners">The listeners, in the order of the settings.</param>
public sealed record ListenersBound(ImmutableArray<BoundListener> Listeners);

/// <summary>At least one listener could not be bound; those that could are unbound again.</summary>
/// <param name="Failures">What went wrong, in the order of the settings.</param>
public sealed record ListenersFailed(ImmutableArray<ListenerFailure> Failures);

/// <summary>A listener that is bound.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Protocol">Its protocol's name in the settings.</param>
/// <param name="Address">Where it listens, with the real port.</param>
public sealed record BoundListener(string Name, string Protocol, BindAddress Address);

/// <summary>A listener that could not be bound.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Address">Where it should have listened.</param>
/// <param name="Reason">The operating system's reason.</param>
public sealed record ListenerFailure(string Name, BindAddress Address, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"listener {Name}: cannot bind {Address}: {Reason}";
}

/// <summary>
/// Asks the listeners' supervisor to stop them all: no more clients, those who are there are told to finish, and after
/// some time those that are left are cut off. It answers with <see cref="ListenersStopped"/>.
/// </summary>
/// <param name="Within">How long clients have to finish; zero cuts them off at once.</param>
public sealed record StopListeners(TimeSpan Within);

/// <summary>Every listener and every connection has ended.</summary>
public sealed record ListenersStopped
{
    /// <summary>The one instance that is needed.</summary>
    public static ListenersStopped Instance { get; } = new();
}

/// <summary>Asks the listeners' supervisor how they are; answered at once with <see cref="ListenersHealth"/>.</summary>
public sealed record GetListenersHealth
{
    /// <summary>The one instance that is needed.</summary>
    public static GetListenersHealth Instance { get; } = new();
}

/// <summary>How the listeners are.</summary>
/// <param name="AreUp">Whether every one of them accepts clients.</param>
/// <param name="Text">The same in plain words, with the names of those that do not.</param>
public sealed record ListenersHealth(bool AreUp, string Text);
