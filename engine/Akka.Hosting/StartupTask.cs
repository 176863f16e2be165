using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Runs once, after all actors were started; the host has started when the task has ended.</summary>
/// <param name="system">The running actor system.</param>
/// <param name="registry">Where the started actors are registered.</param>
/// <returns>A task that ends when the work is done.</returns>
public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);
