using System.Collections.Immutable;

namespace Akka.Pattern;

// The three states. A call reports its outcome to the state that admitted it, and only the current state can be left:
// what comes late changes nothing.
public partial class CircuitBreaker
{
    private void Leave(CircuitState from, CircuitState to, ImmutableList<Action> callbacks)
    {
        lock (_transition)
        {
            if (!ReferenceEquals(_state, from))
                return;
            Volatile.Write(ref _state, to);
            // One after the other, so that nobody hears that it is half open before hearing that it is open.
            foreach (var callback in callbacks)
                _callbacks = _callbacks.ContinueWith(_ => callback(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        to.Entered();
    }

    /// <summary>A time multiplied; one that is too long for a <see cref="TimeSpan"/> is the longest.</summary>
    private static TimeSpan Multiplied(TimeSpan time, double factor) =>
        time.Ticks * factor < long.MaxValue ? time * factor : TimeSpan.MaxValue;

    private abstract class CircuitState(CircuitBreaker breaker)
    {
        protected CircuitBreaker Breaker { get; } = breaker;

        /// <summary>How many calls in a row have failed since the circuit was last closed.</summary>
        public abstract int Failures { get; }

        /// <summary>The last failure since the circuit was last closed, if any.</summary>
        public abstract Exception? LastCause { get; }

        /// <exception cref="OpenCircuitException">The call is refused.</exception>
        public abstract void Admit();

        public abstract void Succeeded();

        public abstract void Failed(Exception cause);

        public virtual void Entered()
        {
        }
    }

    // It counts for itself, so that nothing is left over from the time before, and what comes late is counted where nobody looks.
    private sealed class Closed(CircuitBreaker breaker) : CircuitState(breaker)
    {
        private int _failures;
        private Exception? _lastCause;

        public override int Failures => Volatile.Read(ref _failures);

        public override Exception? LastCause => Volatile.Read(ref _lastCause);

        public override void Admit()
        {
        }

        public override void Succeeded()
        {
            Volatile.Write(ref _failures, 0);
            Volatile.Write(ref _lastCause, null);
        }

        public override void Failed(Exception cause)
        {
            Volatile.Write(ref _lastCause, cause);
            var failures = Interlocked.Increment(ref _failures);
            if (failures >= Breaker.MaxFailures)
                Breaker.Leave(this, new Open(Breaker, Breaker.ResetTimeout, failures, cause), Breaker._onOpen);
        }
    }

    private sealed class Open : CircuitState
    {
        private readonly TimeSpan _delay;
        private readonly TimeSpan _opened;

        public Open(CircuitBreaker breaker, TimeSpan resetTimeout, int failures, Exception cause)
            : base(breaker)
        {
            ResetTimeout = resetTimeout;
            Failures = failures;
            LastCause = cause;
            _delay = Multiplied(resetTimeout, 1.0 + (Random.Shared.NextDouble() * breaker.RandomFactor));
            _opened = breaker.Scheduler.MonotonicClock;
        }

        public TimeSpan ResetTimeout { get; }

        public override int Failures { get; }

        public override Exception LastCause { get; }

        private TimeSpan Remaining
        {
            get
            {
                var remaining = _delay - (Breaker.Scheduler.MonotonicClock - _opened);
                return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
            }
        }

        public override void Entered() => Breaker.Scheduler.Advanced.ScheduleOnce(
            _delay, () => Breaker.Leave(this, new HalfOpen(Breaker, this), Breaker._onHalfOpen));

        public override void Admit() => throw new OpenCircuitException(LastCause, Remaining);

        public override void Succeeded()
        {
        }

        public override void Failed(Exception cause)
        {
        }
    }

    private sealed class HalfOpen(CircuitBreaker breaker, Open before) : CircuitState(breaker)
    {
        private int _admitted;

        public override int Failures => before.Failures;

        public override Exception LastCause => before.LastCause;

        private TimeSpan NextResetTimeout
        {
            get
            {
                var next = Multiplied(before.ResetTimeout, Breaker.ExponentialBackoffFactor);
                return next < Breaker.MaxResetTimeout ? next : Breaker.MaxResetTimeout;
            }
        }

        public override void Admit()
        {
            if (Interlocked.Exchange(ref _admitted, 1) != 0)
            {
                throw new OpenCircuitException(
                    "Circuit Breaker is half open and one call is under way on trial; calls are failing fast", LastCause, TimeSpan.Zero);
            }
        }

        public override void Succeeded() => Breaker.Leave(this, new Closed(Breaker), Breaker._onClose);

        public override void Failed(Exception cause) =>
            Breaker.Leave(this, new Open(Breaker, NextResetTimeout, Failures, cause), Breaker._onOpen);
    }
}
