namespace Akka.Actor;

/// <summary>Thrown when a scheduler cannot take what it is asked to schedule, for example after its shutdown.</summary>
/// <param name="message">What was wrong.</param>
public sealed class SchedulerException(string message) : AkkaException(message);
