namespace Akka.Actor;

/// <summary>Tells the time.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The time since some fixed moment; never runs backwards.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, in the best resolution the machine has.</summary>
    TimeSpan HighResMonotonicClock { get; }
}

/// <summary>A time provider whose <see cref="ITimeProvider.Now"/> is the machine's time of day.</summary>
public interface IDateTimeOffsetNowTimeProvider : ITimeProvider;
