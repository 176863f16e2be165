using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that its recipient did not know what to do with.</summary>
/// <param name="message">The message.</param>
/// <param name="sender">Who sent it.</param>
/// <param name="recipient">To whom it was sent.</param>
public sealed class UnhandledMessage(object message, IActorRef? sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);
