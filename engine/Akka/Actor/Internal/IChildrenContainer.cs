namespace Akka.Actor.Internal;

/// <summary>An actor's children at some moment.</summary>
public interface IChildrenContainer
{
    /// <summary>The children.</summary>
    IReadOnlyCollection<IInternalActorRef> Children { get; }

    /// <summary>The children with their history.</summary>
    IReadOnlyCollection<ChildRestartStats> Stats { get; }

    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>Whether the actor is ending.</summary>
    bool IsTerminating { get; }

    /// <summary>Whether the actor neither ends nor waits to be made anew.</summary>
    bool IsNormal { get; }

    /// <summary>What stands behind a name.</summary>
    bool TryGetByName(string name, out IChildStats? stats);

    /// <summary>The history of a child.</summary>
    bool TryGetByRef(IActorRef actor, out ChildRestartStats? stats);
}
