using Akka.Pattern;

namespace Akka.TestKit;

/// <summary>Lets a test wait until a circuit breaker changes its state: each latch is set at the first change to its state.</summary>
#pragma warning disable CA1001 // Akka.NET's signature; the latches hold nothing but their waiters, and live as long as the breaker.
public class TestBreaker
#pragma warning restore CA1001
{
    /// <summary>Watches a circuit breaker.</summary>
    /// <param name="instance">The circuit breaker.</param>
    public TestBreaker(CircuitBreaker instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Instance = instance;
        instance.OnClose(() => SetOnce(ClosedLatch));
        instance.OnHalfOpen(() => SetOnce(HalfOpenLatch));
        instance.OnOpen(() => SetOnce(OpenLatch));
    }

    /// <summary>The circuit breaker.</summary>
    public CircuitBreaker Instance { get; }

    /// <summary>Set when it closes.</summary>
    public CountdownEvent ClosedLatch { get; } = new(1);

    /// <summary>Set when it lets one call through to see.</summary>
    public CountdownEvent HalfOpenLatch { get; } = new(1);

    /// <summary>Set when it opens.</summary>
    public CountdownEvent OpenLatch { get; } = new(1);

    private static void SetOnce(CountdownEvent latch)
    {
        if (!latch.IsSet)
            latch.Signal();
    }
}
