using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Expecting several messages in any order, or one of several.
public abstract partial class TestKitBase
{
    /// <summary>Expects the next messages to be those given, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <returns>The messages received, in the order of arrival.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf((IReadOnlyCollection<T>)messages);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOf(messages, RemainingOrDefault, WaitMode.Blocking, cancellationToken).Results();

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    /// <param name="max">How long to wait for all of them, before it is dilated.</param>
    /// <param name="messages">The messages.</param>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => ExpectMsgAllOf(max, (IReadOnlyCollection<T>)messages);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(TimeSpan, T[])"/>
    /// <param name="max">How long to wait for all of them, before it is dilated.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOf(messages, AllOfTimeout(max), WaitMode.Blocking, cancellationToken).Results();

    /// <inheritdoc cref="ExpectMsgAllOf{T}(IReadOnlyCollection{T}, CancellationToken)"/>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOf(messages, RemainingOrDefault, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(TimeSpan, IReadOnlyCollection{T}, CancellationToken)"/>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOf(messages, AllOfTimeout(max), WaitMode.Async, cancellationToken);

    /// <summary>Expects as many messages as there are predicates: some message for every predicate, some predicate for every message.</summary>
    /// <param name="predicates">The predicates.</param>
    /// <returns>The messages received, in the order of arrival.</returns>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        ExpectMsgAllOfMatchingPredicates(predicates, CancellationToken.None);

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(PredicateInfo[])"/>
    /// <param name="predicates">The predicates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        AllMatching(predicates, RemainingOrDefault, WaitMode.Blocking, cancellationToken).Results();

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(PredicateInfo[])"/>
    /// <param name="max">How long to wait for all of them, before it is dilated.</param>
    /// <param name="predicates">The predicates.</param>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, params PredicateInfo[] predicates) =>
        ExpectMsgAllOfMatchingPredicates(max, predicates, CancellationToken.None);

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(TimeSpan, PredicateInfo[])"/>
    /// <param name="max">How long to wait for all of them, before it is dilated.</param>
    /// <param name="predicates">The predicates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        AllMatching(predicates, AllOfTimeout(max), WaitMode.Blocking, cancellationToken).Results();

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(IReadOnlyCollection{PredicateInfo}, CancellationToken)"/>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        AllMatching(predicates, RemainingOrDefault, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(TimeSpan, IReadOnlyCollection{PredicateInfo}, CancellationToken)"/>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        AllMatching(predicates, AllOfTimeout(max), WaitMode.Async, cancellationToken);

    /// <summary>Expects the next message to be one of those given.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message received.</returns>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        AnyOf([.. messages], WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgAnyOf"/>
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        AnyOf([.. messages], WaitMode.Async, cancellationToken);

    private TimeSpan AllOfTimeout(TimeSpan max)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return Dilated(max);
    }

    private async IAsyncEnumerable<T> AllOf<T>(IReadOnlyCollection<T> expected, TimeSpan timeout, WaitMode mode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var received = await ReceiveAll(expected.Count, timeout, mode, cancellationToken);
        var missing = new List<T>(expected);
        var unexpected = received.Where(message => message is not T typed || !missing.Remove(typed)).ToList();
        AssertNothingIsOff(missing, unexpected);
        foreach (var message in received)
            yield return (T)message;
    }

    private async IAsyncEnumerable<object> AllMatching(IReadOnlyCollection<PredicateInfo> predicates, TimeSpan timeout, WaitMode mode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var received = await ReceiveAll(predicates.Count, timeout, mode, cancellationToken);
        var missing = predicates.Where(predicate => !received.Any(predicate.IsMatch)).ToList();
        var unexpected = received.Where(message => !predicates.Any(predicate => predicate.IsMatch(message))).ToList();
        AssertNothingIsOff(missing, unexpected);
        foreach (var message in received)
            yield return message;
    }

    private async ValueTask<T> AnyOf<T>(T[] expected, WaitMode mode, CancellationToken cancellationToken)
    {
        var timeout = RemainingOrDefault;
        var envelope = await Receive(timeout, mode, cancellationToken)
            ?? throw Failure("Timeout ({0}) during ExpectMsgAnyOf waiting for [{1}]", timeout, string.Join(", ", expected));
        if (envelope.Message is T message && expected.Contains(message))
            return message;
        throw Failure("found unexpected {{{0}}}, expected one of [{1}]", envelope.Message, string.Join(", ", expected));
    }

    private async ValueTask<List<object>> ReceiveAll(int count, TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken)
    {
        var received = new List<object>(count);
        await foreach (var message in ReceiveNCore(count, timeout, mode, cancellationToken))
            received.Add(message);
        return received;
    }

    private void AssertNothingIsOff<T>(List<T> missing, List<object> unexpected) =>
        _assertions.AssertTrue(
            missing.Count == 0 && unexpected.Count == 0,
            "not found [{0}], found unexpected [{1}]", string.Join(", ", missing), string.Join(", ", unexpected));
}
