using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Makes and finds refs.</summary>
public interface IActorRefProvider
{
    /// <summary>What stands above <c>/user</c> and <c>/system</c>.</summary>
    IInternalActorRef RootGuardian { get; }

    /// <summary>The parent of all actors that users make.</summary>
    LocalActorRef Guardian { get; }

    /// <summary>The parent of the engine's own actors.</summary>
    LocalActorRef SystemGuardian { get; }

    /// <summary>Where messages go that reach nobody.</summary>
    IActorRef DeadLetters { get; }

    /// <summary>Takes every message and forgets it.</summary>
    IActorRef IgnoreRef { get; }

    /// <summary>The topmost path.</summary>
    ActorPath RootPath { get; }

    /// <summary>The settings.</summary>
    Settings Settings { get; }

    /// <summary>The deployments that the configuration names.</summary>
    Deployer Deployer { get; }

    /// <summary>The parent of refs that live for one answer.</summary>
    IInternalActorRef TempContainer { get; }

    /// <summary>Ends when the last actor has.</summary>
    Task TerminationTask { get; }

    /// <summary>The system's address.</summary>
    Address DefaultAddress { get; }

    /// <summary>A new path below <see cref="TempContainer"/>.</summary>
    ActorPath TempPath();

    /// <summary>Makes a ref that completes a task with the first message it gets.</summary>
    FutureActorRef<T> CreateFutureRef<T>(TaskCompletionSource<T> tcs);

    /// <summary>The root guardian of the system at an address, or the dead letters where that is another system.</summary>
    IActorRef RootGuardianAt(Address address);

    /// <summary>Brings the guardians to life.</summary>
    void Init(ActorSystemImpl system);

    /// <summary>Makes known a ref that lives for one answer.</summary>
    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    /// <summary>Forgets a ref that lived for one answer.</summary>
    void UnregisterTempActor(ActorPath path);

    /// <summary>Makes an actor; called by its parent's cell.</summary>
    IInternalActorRef ActorOf(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService, Deploy? deploy, bool lookupDeploy, bool async);

    /// <summary>The ref under a path; where nobody lives, one whose messages become dead letters.</summary>
    IActorRef ResolveActorRef(string path);

    /// <summary>The ref under a path; where nobody lives, one whose messages become dead letters.</summary>
    IActorRef ResolveActorRef(ActorPath actorPath);

    /// <summary>The address under which another one reaches this system, or null.</summary>
    Address? GetExternalAddressFor(Address address);
}
