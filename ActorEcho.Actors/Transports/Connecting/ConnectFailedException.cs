using System.Collections.Immutable;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>No way led to the target. The message lists each that was tried, and why it failed.</summary>
public sealed class ConnectFailedException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="target">Where the client wanted to go.</param>
    /// <param name="attempts">What was tried, in order.</param>
    public ConnectFailedException(string target, ImmutableArray<ConnectAttempt> attempts)
        : base(Describe(target, attempts)) => Attempts = attempts;

    /// <summary>What was tried, in order.</summary>
    public ImmutableArray<ConnectAttempt> Attempts { get; }

    /// <summary>Whether nothing was tried, since no transport fits what was given: it would fail again.</summary>
    public bool NothingTried => IsNothing(Attempts);

    private static bool IsNothing(ImmutableArray<ConnectAttempt> attempts) => attempts.All(static attempt => !attempt.WasMade);

    private static string Describe(string target, ImmutableArray<ConnectAttempt> attempts)
    {
        var begin = $"cannot connect to {target}; {(IsNothing(attempts) ? "nothing fits" : "tried")}:";
        return string.Join("\n  ", attempts.Select(static attempt => attempt.ToString()).Prepend(begin));
    }
}
