namespace Akka.Event;

/// <summary>
/// A message whose loss is normal: when it cannot be delivered it is published as <see cref="SuppressedDeadLetter"/>,
/// which is not logged.
/// </summary>
public interface IDeadLetterSuppression;
