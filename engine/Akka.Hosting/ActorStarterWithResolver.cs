using Akka.Actor;
using Akka.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Starts actors whose constructors take services; the host has started when the task has ended.</summary>
/// <param name="system">The running actor system.</param>
/// <param name="registry">Where actors are registered for others to find.</param>
/// <param name="resolver">Makes <see cref="Props"/> whose actors get services from the host's container.</param>
/// <returns>A task that ends when the actors are started.</returns>
public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);
