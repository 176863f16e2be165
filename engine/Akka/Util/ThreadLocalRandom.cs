namespace Akka.Util;

/// <summary>Gives random numbers to any thread without contention.</summary>
public static class ThreadLocalRandom
{
    /// <summary>A generator that may be used from any thread. Not for secrets.</summary>
    public static Random Current => Random.Shared;
}
