namespace Akka.Actor;

/// <summary>
/// An actor that sends messages to itself later. The engine sets <see cref="Timers"/> before the constructor's handlers
/// see a message; timers end with the incarnation that started them, by a stop as well as by a restart.
/// </summary>
public interface IWithTimers
{
    /// <summary>The timers of this incarnation of the actor.</summary>
    ITimerScheduler Timers { get; set; }
}
