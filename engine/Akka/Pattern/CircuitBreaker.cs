using System.Collections.Immutable;
using System.Diagnostics;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Keeps calls away from something that fails. Closed, it lets calls through and counts failures in a row; at
/// <see cref="MaxFailures"/> it opens and refuses calls with <see cref="OpenCircuitException"/>; after
/// <see cref="ResetTimeout"/> it is half open and lets one call through, whose outcome closes or opens it.
/// Safe for use by many threads at once.
/// </summary>
/// <remarks>A call counts as failed when it throws, is cancelled, or takes longer than <see cref="CallTimeout"/>.</remarks>
public partial class CircuitBreaker
{
    private const string ObsoleteBody = "Use WithCircuitBreaker() that accepts functions with CancellationToken parameter. Since 1.5.42";

    // The longest that the framework's timers run; a longer limit is none.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);

    private readonly Lock _transition = new();
    private Task _callbacks = Task.CompletedTask;
    private CircuitState _state;
    private ImmutableList<Action> _onOpen = [];
    private ImmutableList<Action> _onHalfOpen = [];
    private ImmutableList<Action> _onClose = [];

    /// <inheritdoc cref="CircuitBreaker(IScheduler, int, TimeSpan, TimeSpan, TimeSpan, double, double)"/>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout)
        : this(scheduler, maxFailures, callTimeout, resetTimeout, TimeSpan.FromDays(36500), 1.0, 0.0)
    {
    }

    /// <inheritdoc cref="CircuitBreaker(IScheduler, int, TimeSpan, TimeSpan, TimeSpan, double, double)"/>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout, TimeSpan maxResetTimeout, double exponentialBackoffFactor)
        : this(scheduler, maxFailures, callTimeout, resetTimeout, maxResetTimeout, exponentialBackoffFactor, 0.0)
    {
    }

    /// <summary>Creates a closed circuit breaker.</summary>
    /// <param name="scheduler">The clock.</param>
    /// <param name="maxFailures">How many failures in a row open it.</param>
    /// <param name="callTimeout">How long a call may take.</param>
    /// <param name="resetTimeout">How long it refuses calls once it has opened; more than zero.</param>
    /// <param name="maxResetTimeout">What that time grows to; more than zero, 100 years when left out.</param>
    /// <param name="exponentialBackoffFactor">By what that time is multiplied whenever the call that was let through fails; 1 or more, 1 when left out.</param>
    /// <param name="randomFactor">By what part of itself that time is lengthened at most, at random; 0 to 1, 0 when left out.</param>
    /// <exception cref="ArgumentException">A factor or a time for refusing calls is out of range.</exception>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout, TimeSpan maxResetTimeout, double exponentialBackoffFactor, double randomFactor)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        if (resetTimeout <= TimeSpan.Zero)
            throw new ArgumentException($"reset timeout must be > 0, was {resetTimeout}", nameof(resetTimeout));
        if (maxResetTimeout <= TimeSpan.Zero)
            throw new ArgumentException($"maximum of the reset timeout must be > 0, was {maxResetTimeout}", nameof(maxResetTimeout));
        if (exponentialBackoffFactor < 1.0)
            throw new ArgumentException($"factor must be >= 1.0, was {exponentialBackoffFactor}", nameof(exponentialBackoffFactor));
        if (randomFactor is < 0.0 or > 1.0)
            throw new ArgumentException($"factor must be between 0.0 and 1.0, was {randomFactor}", nameof(randomFactor));

        Scheduler = scheduler;
        MaxFailures = maxFailures;
        CallTimeout = callTimeout;
        ResetTimeout = resetTimeout;
        MaxResetTimeout = maxResetTimeout;
        ExponentialBackoffFactor = exponentialBackoffFactor;
        RandomFactor = randomFactor;
        _state = new Closed(this);
    }

    /// <summary>The clock.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>How many failures in a row open it.</summary>
    public int MaxFailures { get; }

    /// <summary>How long a call may take.</summary>
    public TimeSpan CallTimeout { get; }

    /// <summary>How long it refuses calls once it has opened.</summary>
    public TimeSpan ResetTimeout { get; }

    /// <summary>What the time for which it refuses calls grows to.</summary>
    public TimeSpan MaxResetTimeout { get; }

    /// <summary>By what the time for which it refuses calls is multiplied whenever the call that was let through fails.</summary>
    public double ExponentialBackoffFactor { get; }

    /// <summary>By what part of itself the time for which it refuses calls is lengthened at most, at random.</summary>
    public double RandomFactor { get; }

    /// <summary>How many calls in a row have failed since it was last closed.</summary>
    public long CurrentFailureCount => Current.Failures;

    /// <summary>The last failure since it was last closed, if any.</summary>
    public Exception? LastCaughtException => Current.LastCause;

    /// <summary>Whether calls are let through.</summary>
    public bool IsClosed => Current is Closed;

    /// <summary>Whether calls are refused.</summary>
    public bool IsOpen => Current is Open;

    /// <summary>Whether one call is let through on trial.</summary>
    public bool IsHalfOpen => Current is HalfOpen;

    private CircuitState Current => Volatile.Read(ref _state);

    /// <inheritdoc cref="CircuitBreaker(IScheduler, int, TimeSpan, TimeSpan, TimeSpan, double, double)"/>
    public static CircuitBreaker Create(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout) =>
        new(scheduler, maxFailures, callTimeout, resetTimeout);

    /// <summary>Returns a new circuit breaker whose time for refusing calls doubles with every trial that fails.</summary>
    /// <param name="maxResetTimeout">What the time grows to.</param>
    public CircuitBreaker WithExponentialBackoff(TimeSpan maxResetTimeout) =>
        new(Scheduler, MaxFailures, CallTimeout, ResetTimeout, maxResetTimeout, 2.0, RandomFactor);

    /// <summary>Returns a new circuit breaker whose time for refusing calls is lengthened at random.</summary>
    /// <param name="randomFactor">By what part of itself at most; 0 to 1.</param>
    public CircuitBreaker WithRandomFactor(double randomFactor) =>
        new(Scheduler, MaxFailures, CallTimeout, ResetTimeout, MaxResetTimeout, ExponentialBackoffFactor, randomFactor);

    /// <summary>Has <paramref name="callback"/> called, on the thread pool and after those of earlier changes, whenever the circuit opens. What it throws is an unobserved task exception.</summary>
    /// <param name="callback">The callback.</param>
    /// <returns>This circuit breaker.</returns>
    public CircuitBreaker OnOpen(Action callback) => Add(ref _onOpen, callback);

    /// <summary>Has <paramref name="callback"/> called, on the thread pool, whenever a call is let through on trial.</summary>
    /// <inheritdoc cref="OnOpen"/>
    public CircuitBreaker OnHalfOpen(Action callback) => Add(ref _onHalfOpen, callback);

    /// <summary>Has <paramref name="callback"/> called, on the thread pool, whenever the circuit closes again.</summary>
    /// <inheritdoc cref="OnOpen"/>
    public CircuitBreaker OnClose(Action callback) => Add(ref _onClose, callback);

    /// <summary>Counts a failure that was seen elsewhere.</summary>
    public void Fail() => Current.Failed(new UserCalledFailException());

    /// <summary>Counts a success that was seen elsewhere.</summary>
    public void Succeed() => Current.Succeeded();

    /// <summary>Calls <paramref name="body"/> on the calling thread, if the circuit lets it through. One that took too long counts as failed, though its outcome is returned.</summary>
    /// <param name="body">The call.</param>
    /// <exception cref="OpenCircuitException">The call was refused.</exception>
    public void WithSyncCircuitBreaker(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        WithSyncCircuitBreaker(() =>
        {
            body();
            return Done.Instance;
        });
    }

    /// <typeparam name="T">The result's type.</typeparam>
    /// <returns>The call's result.</returns>
    /// <inheritdoc cref="WithSyncCircuitBreaker(Action)"/>
    public T WithSyncCircuitBreaker<T>(Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var entered = Current;
        entered.Admit();
        var start = Stopwatch.GetTimestamp();
        try
        {
            var result = body();
            Completed(entered, inTime: CallTimeout < TimeSpan.Zero || Stopwatch.GetElapsedTime(start) <= CallTimeout);
            return result;
        }
        catch (Exception e)
        {
            entered.Failed(e);
            throw;
        }
    }

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    [Obsolete(ObsoleteBody)]
    public Task<T> WithCircuitBreaker<T>(Func<Task<T>> body) => WithCircuitBreaker(body, static (call, _) => call());

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    public Task<T> WithCircuitBreaker<T>(Func<CancellationToken, Task<T>> body) => WithCircuitBreaker(body, static (call, token) => call(token));

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    [Obsolete(ObsoleteBody)]
    public Task<T> WithCircuitBreaker<T, TState>(TState state, Func<TState, Task<T>> body) =>
        WithCircuitBreaker((state, body), static (call, _) => call.body(call.state));

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    [Obsolete(ObsoleteBody)]
    public Task WithCircuitBreaker(Func<Task> body) => WithCircuitBreaker(body, static (call, _) => call());

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    public Task WithCircuitBreaker(Func<CancellationToken, Task> body) => WithCircuitBreaker(body, static (call, token) => call(token));

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    [Obsolete(ObsoleteBody)]
    public Task WithCircuitBreaker<TState>(TState state, Func<TState, Task> body) =>
        WithCircuitBreaker((state, body), static (call, _) => call.body(call.state));

    /// <inheritdoc cref="WithCircuitBreaker{T, TState}(TState, Func{TState, CancellationToken, Task{T}})"/>
    public Task WithCircuitBreaker<TState>(TState state, Func<TState, CancellationToken, Task> body) =>
        WithCircuitBreaker<Done, (TState State, Func<TState, CancellationToken, Task> Body)>((state, body), static async (call, token) =>
        {
            await call.Body(call.State, token).ConfigureAwait(false);
            return Done.Instance;
        });

    /// <summary>Calls <paramref name="body"/>, if the circuit lets it through, and gives it at most <see cref="CallTimeout"/>.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <typeparam name="TState">The type of what is handed to the call.</typeparam>
    /// <param name="state">Handed to the call.</param>
    /// <param name="body">The call. Its token is cancelled when the time is over.</param>
    /// <returns>
    /// The call's outcome; <see cref="OpenCircuitException"/> when it was refused, <see cref="TimeoutException"/> when it took too long.
    /// </returns>
    public async Task<T> WithCircuitBreaker<T, TState>(TState state, Func<TState, CancellationToken, Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var entered = Current;
        entered.Admit();
        using var timeout = new CancellationTokenSource(CallTimeout > MaxTimer ? Timeout.InfiniteTimeSpan : CallTimeout);
        try
        {
            var result = await body(state, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
            Completed(entered, inTime: !timeout.IsCancellationRequested);
            return result;
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested)
        {
            var tooLate = TookTooLong(e);
            entered.Failed(tooLate);
            throw tooLate;
        }
        catch (Exception e)
        {
            entered.Failed(e);
            throw;
        }
    }

    private void Completed(CircuitState entered, bool inTime)
    {
        if (inTime)
            entered.Succeeded();
        else
            entered.Failed(TookTooLong(null));
    }

    private TimeoutException TookTooLong(Exception? cause) =>
        new($"Execution did not complete within the time allotted {CallTimeout.TotalMilliseconds} ms", cause);

    private CircuitBreaker Add(ref ImmutableList<Action> callbacks, Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ImmutableInterlocked.Update(ref callbacks, static (list, added) => list.Add(added), callback);
        return this;
    }
}
