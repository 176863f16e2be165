using Akka.Dispatch;

namespace Akka.Event;

/// <summary>A message queue for loggers: what is left in it when the logger stops is printed and not lost.</summary>
public interface ILoggerMessageQueueSemantics : ISemantics;
