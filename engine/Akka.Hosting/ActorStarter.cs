using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Starts actors; the host has started when the task has ended.</summary>
/// <param name="system">The running actor system.</param>
/// <param name="registry">Where actors are registered for others to find.</param>
/// <returns>A task that ends when the actors are started.</returns>
public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);
