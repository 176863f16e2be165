namespace Akka.Actor;

/// <summary>
/// Cancels what was scheduled with it, and its <see cref="Token"/>. Safe for use from any thread.
/// </summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly CancellationTokenRegistration[] _parents = [];

    // Nearly always one thing is scheduled with one cancelable, and nobody asks for the token: that costs no more than this.
    private TimerEntry? _entry;
    private CancellationTokenSource? _source;
    private int _cancelled;
    private int _disposed;

    /// <summary>Makes a cancelable that is cancelled by hand.</summary>
    /// <param name="scheduler">The scheduler for <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IActionScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        _scheduler = scheduler;
    }

    /// <summary>Makes a cancelable that is cancelled by hand.</summary>
    /// <param name="scheduler">The scheduler for <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IScheduler scheduler)
        : this(AdvancedOf(scheduler))
    {
    }

    /// <summary>Makes a cancelable that is cancelled after <paramref name="delay"/>.</summary>
    /// <param name="scheduler">The scheduler that counts the delay.</param>
    /// <param name="delay">How long to wait; not negative.</param>
    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => ScheduleCancel(delay);

    /// <summary>Makes a cancelable that is cancelled after <paramref name="delay"/>.</summary>
    /// <param name="scheduler">The scheduler that counts the delay.</param>
    /// <param name="delay">How long to wait; not negative.</param>
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler) => ScheduleCancel(delay);

    /// <summary>Makes a cancelable that is cancelled after <paramref name="millisecondsDelay"/> milliseconds.</summary>
    /// <param name="scheduler">The scheduler that counts the delay.</param>
    /// <param name="millisecondsDelay">How long to wait; not negative.</param>
    public Cancelable(IScheduler scheduler, int millisecondsDelay)
        : this(scheduler, TimeSpan.FromMilliseconds((long)millisecondsDelay))
    {
    }

    private Cancelable(IActionScheduler scheduler, IEnumerable<CancellationToken> parents)
        : this(scheduler) =>
        _parents = [.. parents.Select(parent => parent.UnsafeRegister(static self => ((Cancelable)self!).CancelUnlessDisposed(), this))];

    /// <inheritdoc/>
    public bool IsCancellationRequested => Volatile.Read(ref _cancelled) != 0;

    /// <summary>Whether this was disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The cancelable was disposed.</exception>
    public CancellationToken Token
    {
        get
        {
            ThrowIfDisposed();
            var source = Volatile.Read(ref _source);
            if (source is null)
            {
                var created = new CancellationTokenSource();
                source = Interlocked.CompareExchange(ref _source, created, null) ?? created;
                if (source != created)
                    created.Dispose();
                else if (IsCancellationRequested)
                    source.Cancel();
            }

            return source.Token;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The cancelable was disposed.</exception>
    public void Cancel() => Cancel(throwOnFirstException: false);

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The cancelable was disposed.</exception>
    public void Cancel(bool throwOnFirstException)
    {
        ThrowIfDisposed();
        if (Interlocked.Exchange(ref _cancelled, 1) != 0)
            return;
        Interlocked.Exchange(ref _entry, null)?.Cancel();
        Volatile.Read(ref _source)?.Cancel(throwOnFirstException);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    /// <exception cref="ObjectDisposedException">The cancelable was disposed.</exception>
    public void CancelAfter(TimeSpan delay)
    {
        ThrowIfDisposed();
        ScheduleCancel(delay);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    /// <exception cref="ObjectDisposedException">The cancelable was disposed.</exception>
    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds((long)millisecondsDelay));

    /// <summary>Makes a cancelable that is cancelled as soon as one of <paramref name="cancelables"/> is.</summary>
    /// <param name="scheduler">The scheduler for <see cref="CancelAfter(TimeSpan)"/>.</param>
    /// <param name="cancelables">Whose cancellation to follow.</param>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params ICancelable[] cancelables) =>
        new Cancelable(scheduler, cancelables.Select(cancelable => cancelable.Token));

    /// <inheritdoc cref="CreateLinkedCancelable(IActionScheduler,ICancelable[])"/>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable(AdvancedOf(scheduler), cancelables);

    /// <summary>Makes a cancelable that is cancelled as soon as one of <paramref name="cancellationTokens"/> is.</summary>
    /// <param name="scheduler">The scheduler for <see cref="CancelAfter(TimeSpan)"/>.</param>
    /// <param name="cancellationTokens">Whose cancellation to follow.</param>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params CancellationToken[] cancellationTokens) =>
        new Cancelable(scheduler, cancellationTokens);

    /// <inheritdoc cref="CreateLinkedCancelable(IActionScheduler,CancellationToken[])"/>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params CancellationToken[] cancellationTokens) =>
        CreateLinkedCancelable(AdvancedOf(scheduler), cancellationTokens);

    /// <summary>A cancelable that is cancelled already.</summary>
    public static ICancelable CreateCanceled() => CanceledCancelable.Instance;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the token and of linked cancelables. What was scheduled stays scheduled.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0 || !disposing)
            return;
        foreach (var parent in _parents)
            parent.Dispose();
        Volatile.Read(ref _source)?.Dispose();
    }

    /// <summary>Cancels <paramref name="entry"/> together with this, if there is room for it.</summary>
    /// <returns>False if another entry that can still run is bound already.</returns>
    internal bool TryBind(TimerEntry entry)
    {
        var bound = Volatile.Read(ref _entry);
        if (bound is { HasEnded: false } || Interlocked.CompareExchange(ref _entry, entry, bound) != bound)
            return false;

        // Cancel may have looked at the place before the entry was there.
        if (IsCancellationRequested)
            entry.Cancel();
        return true;
    }

    private static IAdvancedScheduler AdvancedOf(IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return scheduler.Advanced;
    }

    private void ScheduleCancel(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(delay), $"The delay must be >=0, it was {delay}");
        if (delay == TimeSpan.Zero)
            Cancel();
        else
            _scheduler.ScheduleOnce(delay, CancelUnlessDisposed, this);
    }

    private void CancelUnlessDisposed()
    {
        try
        {
            if (!IsDisposed)
                Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Disposed in between: nobody is interested in the cancellation any more.
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    /// <summary>Always cancelled.</summary>
    private sealed class CanceledCancelable : ICancelable
    {
        public static readonly CanceledCancelable Instance = new();

        public bool IsCancellationRequested => true;

        public CancellationToken Token => new(canceled: true);

        public void Cancel() { }

        public void Cancel(bool throwOnFirstException) { }

        public void CancelAfter(TimeSpan delay) { }

        public void CancelAfter(int millisecondsDelay) { }
    }
}
