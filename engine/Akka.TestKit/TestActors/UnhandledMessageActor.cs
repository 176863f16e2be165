using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Handles nothing, so that every message becomes an <see cref="Akka.Event.UnhandledMessage"/>.</summary>
public class UnhandledMessageActor : ReceiveActor;
