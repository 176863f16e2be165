using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Expecting one message from a certain sender. Timeouts are dilated; without one, an expectation waits for RemainingOrDefault.
public abstract partial class TestKitBase
{
    /// <summary>Expects the next message to be of some type and from some sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="duration">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>((_, actual) => AssertSender(sender, actual, hint), duration, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to equal the one given and to be from some sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message received.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom(sender, IsEqual(message, hint), hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and from some sender, and a predicate to hold for it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom(sender, Fulfils(isMessage, hint), hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and predicates to hold for its sender and for it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isSender">The predicate over the sender.</param>
    /// <param name="isMessage">The predicate over the message.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom(isSender, Fulfils(isMessage, hint), hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and from some sender, and to pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="assertMessage">The assertions; they throw where they do not hold.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom<T>(sender, (message, _) => assertMessage(message), hint), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects the next message to be of some type and its sender and itself to pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertSender">The assertions about the sender; they throw where they do not hold.</param>
    /// <param name="assertMessage">The assertions about the message; they throw where they do not hold.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="hint">What failures add to their text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(Passes(assertSender, assertMessage), timeout, hint, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>((_, actual) => AssertSender(sender, actual, hint), duration, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, T, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom(sender, IsEqual(message, hint), hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom(sender, Fulfils(isMessage, hint), hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(Predicate{IActorRef}, Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom(isSender, Fulfils(isMessage, hint), hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, Action{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(IsFrom<T>(sender, (message, _) => assertMessage(message), hint), timeout, hint, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(Action{IActorRef}, Action{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(Passes(assertSender, assertMessage), timeout, hint, WaitMode.Async, cancellationToken);

    private Action<T, IActorRef> IsFrom<T>(IActorRef expected, Action<T, IActorRef> assert, string? hint) => (message, sender) =>
    {
        AssertSender(expected, sender, hint);
        assert(message, sender);
    };

    private Action<T, IActorRef> IsFrom<T>(Predicate<IActorRef> isSender, Action<T, IActorRef> assert, string? hint) => (message, sender) =>
    {
        _assertions.AssertTrue(isSender(sender), "The sender {0} of the message {{{1}}} does not match. {2}", sender, message, hint ?? "");
        assert(message, sender);
    };

    private static Action<T, IActorRef> Passes<T>(Action<IActorRef> assertSender, Action<T> assertMessage) => (message, sender) =>
    {
        assertSender(sender);
        assertMessage(message);
    };

    private void AssertSender(IActorRef expected, IActorRef actual, string? hint) =>
        _assertions.AssertEqual(expected, actual, "Expected a message from {0}, got one from {1}. {2}", expected, actual, hint ?? "");
}
