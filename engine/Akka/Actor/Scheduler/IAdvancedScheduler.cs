namespace Akka.Actor;

/// <summary>Runs code later, as actions or as runnables.</summary>
public interface IAdvancedScheduler : IActionScheduler;
