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

    private abstract class CircuitState(CircuitBreaker breaker)
    {
        protected CircuitBreaker Breaker { get; } = breaker;

        /// <exception cref="OpenCircuitException">The call is refused.</exception>
        public abstract void Admit();

        public abstract void Succeeded();

        public abstract void Failed(Exception cause);

        public virtual void Entered()
        {
        }
    }

    private sealed class Closed(CircuitBreaker breaker) : CircuitState(breaker)
    {
        public override void Admit()
        {
        }

        private bool IsCurrent => ReferenceEquals(Breaker.Current, this);

        public override void Entered() => Forget();

        public override void Succeeded()
        {
            if (IsCurrent)
                Forget();
        }

        public override void Failed(Exception cause)
        {
            if (!IsCurrent)
                return;
            Volatile.Write(ref Breaker._lastCaughtException, cause);
            if (Interlocked.Increment(ref Breaker._failures) >= Breaker.MaxFailures)
                Breaker.Leave(this, new Open(Breaker, Breaker.ResetTimeout), Breaker._onOpen);
        }

        private void Forget()
        {
            Volatile.Write(ref Breaker._failures, 0);
            Volatile.Write(ref Breaker._lastCaughtException, null);
        }
    }

    private sealed class Open : CircuitState
    {
        private readonly TimeSpan _resetTimeout;
        private readonly TimeSpan _delay;
        private readonly TimeSpan _opened;

        public Open(CircuitBreaker breaker, TimeSpan resetTimeout)
            : base(breaker)
        {
            _resetTimeout = resetTimeout;
            _delay = resetTimeout * (1.0 + (Random.Shared.NextDouble() * breaker.RandomFactor));
            _opened = breaker.Scheduler.MonotonicClock;
        }

        private TimeSpan Remaining
        {
            get
            {
                var remaining = _opened + _delay - Breaker.Scheduler.MonotonicClock;
                return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
            }
        }

        public override void Entered() => Breaker.Scheduler.Advanced.ScheduleOnce(
            _delay, () => Breaker.Leave(this, new HalfOpen(Breaker, _resetTimeout), Breaker._onHalfOpen));

        public override void Admit() => throw new OpenCircuitException(Breaker.LastCaughtException, Remaining);

        public override void Succeeded()
        {
        }

        public override void Failed(Exception cause)
        {
        }
    }

    private sealed class HalfOpen(CircuitBreaker breaker, TimeSpan lastResetTimeout) : CircuitState(breaker)
    {
        private int _admitted;

        private TimeSpan NextResetTimeout
        {
            get
            {
                var next = lastResetTimeout * Breaker.ExponentialBackoffFactor;
                return next < Breaker.MaxResetTimeout ? next : Breaker.MaxResetTimeout;
            }
        }

        public override void Admit()
        {
            if (Interlocked.Exchange(ref _admitted, 1) != 0)
            {
                throw new OpenCircuitException(
                    "Circuit Breaker is half open and one call is under way on trial; calls are failing fast", Breaker.LastCaughtException, TimeSpan.Zero);
            }
        }

        public override void Succeeded() => Breaker.Leave(this, new Closed(Breaker), Breaker._onClose);

        public override void Failed(Exception cause)
        {
            Volatile.Write(ref Breaker._lastCaughtException, cause);
            Breaker.Leave(this, new Open(Breaker, NextResetTimeout), Breaker._onOpen);
        }
    }
}
