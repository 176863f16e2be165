using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Expecting one message. Timeouts are dilated; without one, an expectation waits for RemainingOrDefault.
public abstract partial class TestKitBase
{
    /// <summary>Expects the next message to be of some type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(null, duration, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to equal the one given.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message received.</returns>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsEqual(message, hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and a predicate to hold for it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(Fulfils(isMessage, hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and to pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assert">The assertions; they throw where they do not hold.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>((message, _) => assert(message), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and a predicate to hold for it and its sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessageAndSender">The predicate.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(Fulfils(isMessageAndSender, hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and, with its sender, to pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertMessageAndSender">The assertions; they throw where they do not hold.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(assertMessageAndSender, timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to equal the one given, by a comparer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="expected">The message.</param>
    /// <param name="comparer">True where both count as equal.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message received.</returns>
    public T ExpectMsg<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsEqual(expected, comparer, hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(null, duration, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(T, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsEqual(message, hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(Fulfils(isMessage, hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Action{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>((message, _) => assert(message), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Func{T, IActorRef, bool}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(Fulfils(isMessageAndSender, hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Action{T, IActorRef}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(assertMessageAndSender, timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(T, Func{T, T, bool}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsEqual(expected, comparer, hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <summary>Expects the next message to be the <see cref="Terminated"/> of an actor that is watched.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsEndOf(target, hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="ExpectTerminated"/>
    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsEndOf(target, hint), timeout, hint, WaitMode.Async, cancellationToken);

    private Action<T, IActorRef> IsEqual<T>(T expected, string? hint) =>
        (message, _) => _assertions.AssertEqual(expected, message, hint ?? "");

    private Action<T, IActorRef> IsEqual<T>(T expected, Func<T, T, bool> comparer, string? hint) =>
        (message, _) => _assertions.AssertEqual(expected, message, comparer, hint ?? "");

    private Action<T, IActorRef> Fulfils<T>(Predicate<T> isMessage, string? hint) =>
        Fulfils<T>((message, _) => isMessage(message), hint);

    private Action<T, IActorRef> Fulfils<T>(Func<T, IActorRef, bool> isMessageAndSender, string? hint) => (message, sender) =>
        _assertions.AssertTrue(
            isMessageAndSender(message, sender),
            "Got a message of the expected type <{2}> from {4}. Also expected {0} but the message {{{1}}} of type <{3}> did not match",
            hint ?? "the predicate to return true", message, typeof(T).FullName, message?.GetType().FullName, sender);

    private Action<Terminated, IActorRef> IsEndOf(IActorRef target, string? hint) => (terminated, _) =>
        _assertions.AssertEqual(target, terminated.ActorRef, "Expected the end of {0}, got that of {1}. {2}", target, terminated.ActorRef, hint ?? "");

    private async ValueTask<T> Expect<T>(Action<T, IActorRef>? assert, TimeSpan? timeout, string? hint, WaitMode mode, CancellationToken cancellationToken)
    {
        var limit = GetTimeoutOrDefault(timeout);
        LogCall("Expecting message of type {0} within {1}. {2}", typeof(T), limit, hint ?? "");
        var envelope = await Receive(limit, mode, cancellationToken)
            ?? throw Failure("Failed: Timeout {0} while waiting for a message of type {1} {2}", limit, typeof(T), hint ?? "");
        if (envelope.Message is not T message)
        {
            throw Failure(
                "Failed: Expected a message of type {0}, but received {{{1}}} (type {2}) instead {3} from {4}",
                typeof(T), envelope.Message, envelope.Message.GetType(), hint ?? "", envelope.Sender);
        }
        assert?.Invoke(message, envelope.Sender);
        return message;
    }
}
