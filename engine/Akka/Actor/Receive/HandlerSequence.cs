namespace Akka.Actor;

/// <summary>
/// An immutable list of invokers, interned step by step: declaring the same kinds of handlers in the same order leads
/// to the same object. Safe for use by many threads at once.
/// </summary>
internal sealed class HandlerSequence(HandlerInvoker[] invokers)
{
    // Declarations that depend on data could branch without end; beyond this many branches a sequence is simply not shared.
    private const int MaxSharedContinuations = 32;

    private HandlerSequence[] _continuations = [];

    public ReadOnlySpan<HandlerInvoker> Invokers => invokers;

    public bool CatchesAll => invokers[^1].CatchesAll;

    /// <summary>The sequence that has <paramref name="invoker"/> after these.</summary>
    public HandlerSequence Then(HandlerInvoker invoker)
    {
        var known = Volatile.Read(ref _continuations);
        foreach (var continuation in known)
        {
            if (ReferenceEquals(continuation.Invokers[^1], invoker))
                return continuation;
        }

        var next = new HandlerSequence([.. invokers, invoker]);
        // Who loses the race keeps a sequence of its own, which is as good as the shared one.
        if (known.Length < MaxSharedContinuations)
            Interlocked.CompareExchange(ref _continuations, [.. known, next], known);
        return next;
    }
}
