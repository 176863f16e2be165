using System.Diagnostics.CodeAnalysis;
using ActorEcho.Actors.Chat;
using Akka.Actor;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// Who asked for a name while the node has no lease, in the order in which they asked. All wait equally long, so it is the order of
/// their deadlines too. Not thread-safe.
/// </summary>
/// <param name="capacity">The most that may wait.</param>
internal sealed class RegistrationQueue(int capacity)
{
    private readonly LinkedList<WaitingRegistration> _inOrder = [];
    private readonly Dictionary<IActorRef, LinkedListNode<WaitingRegistration>> _bySession = [];

    public bool IsFull => _inOrder.Count >= capacity;

    /// <summary>When the first of those who wait must be answered, on the monotonic clock; null when nobody waits.</summary>
    public long? FirstDeadline => _inOrder.First?.Value.Deadline;

    public bool Contains(IActorRef session) => _bySession.ContainsKey(session);

    /// <summary>Puts a session that does not wait yet behind all others.</summary>
    public void Add(WaitingRegistration registration) =>
        _bySession.Add(registration.Session, _inOrder.AddLast(registration));

    /// <summary>Forgets a session.</summary>
    /// <returns>Whether it waited.</returns>
    public bool Remove(IActorRef session)
    {
        if (!_bySession.Remove(session, out var place)) return false;
        _inOrder.Remove(place);
        return true;
    }

    /// <summary>Takes the first one whose deadline is not later than the moment.</summary>
    /// <param name="moment">On the monotonic clock; <see cref="long.MaxValue"/> for whoever is first.</param>
    /// <param name="registration">What was taken.</param>
    public bool TryTake(long moment, [NotNullWhen(true)] out WaitingRegistration? registration)
    {
        registration = _inOrder.First?.Value;
        return registration?.Deadline <= moment && Remove(registration.Session);
    }
}

/// <summary>A registration that waits for the node's lease.</summary>
/// <param name="Session">Who asked.</param>
/// <param name="Registration">What it asked.</param>
/// <param name="Deadline">When it is to be told that this could not be stored, on the monotonic clock.</param>
internal sealed record WaitingRegistration(IActorRef Session, ChatRequest.Register Registration, long Deadline);
