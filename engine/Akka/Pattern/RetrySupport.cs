using Akka.Actor;
using Akka.Util;

namespace Akka.Pattern;

/// <summary>Repeats an operation that may fail for a while.</summary>
public static class RetrySupport
{
    /// <summary>Repeats at once.</summary>
    /// <inheritdoc cref="Retry{T}(Func{Task{T}}, int, Func{int, Option{TimeSpan}}, IScheduler)"/>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts)
    {
        Validate(attempt, attempts);
        return RetryAfter(attempt, attempts, static _ => null, null);
    }

    /// <summary>Repeats after a delay that doubles each time.</summary>
    /// <param name="attempt">Starts the operation.</param>
    /// <param name="attempts">How often to repeat it after the first time; zero or more.</param>
    /// <param name="minBackoff">The shortest delay; above zero.</param>
    /// <param name="maxBackoff">What the delay grows to; not below the shortest.</param>
    /// <param name="randomFactor">By what part of itself a delay is lengthened at most, at random; 0 or 1.</param>
    /// <param name="scheduler">The clock.</param>
    /// <inheritdoc cref="Retry{T}(Func{Task{T}}, int, Func{int, Option{TimeSpan}}, IScheduler)"/>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, TimeSpan minBackoff, TimeSpan maxBackoff, int randomFactor, IScheduler scheduler)
    {
        Validate(attempt, attempts);
        BackoffLimits.Validate(minBackoff, maxBackoff, randomFactor);
        return RetryAfter(attempt, attempts, attempted => BackoffLimits.CalculateDelay(attempted, minBackoff, maxBackoff, randomFactor), scheduler);
    }

    /// <summary>Repeats after a fixed delay.</summary>
    /// <param name="attempt">Starts the operation.</param>
    /// <param name="attempts">How often to repeat it after the first time; zero or more.</param>
    /// <param name="delay">How long to wait before each repetition.</param>
    /// <param name="scheduler">The clock.</param>
    /// <inheritdoc cref="Retry{T}(Func{Task{T}}, int, Func{int, Option{TimeSpan}}, IScheduler)"/>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, TimeSpan delay, IScheduler scheduler)
    {
        Validate(attempt, attempts);
        return RetryAfter(attempt, attempts, _ => delay, scheduler);
    }

    /// <summary>Repeats after delays of the caller's choice.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="attempt">Starts the operation.</param>
    /// <param name="attempts">How often to repeat it after the first time; zero or more.</param>
    /// <param name="delayFunction">How long to wait before the repetition of that number, counted from 1; none to repeat at once.</param>
    /// <param name="scheduler">The clock.</param>
    /// <returns>The first result; when every repetition failed, the last failure.</returns>
    /// <exception cref="ArgumentException">The number of attempts is negative, or a time or factor is out of range.</exception>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, Func<int, Option<TimeSpan>> delayFunction, IScheduler scheduler)
    {
        Validate(attempt, attempts);
        ArgumentNullException.ThrowIfNull(delayFunction);
        return RetryAfter(attempt, attempts, attempted => delayFunction(attempted) is { HasValue: true } delay ? delay.Value : null, scheduler);
    }

    private static void Validate<T>(Func<Task<T>> attempt, int attempts)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (attempts < 0)
            throw new ArgumentException($"Parameter attempts must be >= 0, was {attempts}", nameof(attempts));
    }

    private static async Task<T> RetryAfter<T>(Func<Task<T>> attempt, int attempts, Func<int, TimeSpan?> delayOf, IScheduler? scheduler)
    {
        for (var attempted = 1; attempted <= attempts; attempted++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The repetition is the answer to the failure; only the last failure is the caller's.
            }

            if (delayOf(attempted) is { } delay && delay > TimeSpan.Zero)
                await FutureTimeoutSupport.After(delay, scheduler!, static () => Task.FromResult(Done.Instance)).ConfigureAwait(false);
        }
        return await attempt().ConfigureAwait(false);
    }
}
