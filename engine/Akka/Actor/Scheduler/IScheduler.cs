namespace Akka.Actor;

/// <summary>
/// Sends messages later. Delays are lower bounds: a message leaves at the first tick after its delay
/// (<c>akka.scheduler.tick-duration</c>, 10 ms by default). Safe for use from any thread.
/// </summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Runs code instead of sending messages. An actor should rather send itself a message.</summary>
    IAdvancedScheduler Advanced { get; }
}
