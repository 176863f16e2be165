using Akka.Dispatch;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// The connections that a loop carries through together: first it reads for all of them, then they have their turns, then what those
/// wrote is sent. Kernel and program each find their code in the cache for a while, instead of driving each other's out twice for
/// every answer. A connection's mailbox belongs to the round from the first step to the last. For the loop's thread only.
/// </summary>
internal sealed class Round
{
    /// <summary>How many events make a round: more gained nothing, and what their connections touch has to stay in the cache from step to step.</summary>
    public const int MaxEvents = 16;

    private readonly Place[] _places = new Place[MaxEvents];

    public Round()
    {
        foreach (ref var place in _places.AsSpan())
            place.Ahead = new ReadAhead();
    }

    /// <summary>How many connections take part.</summary>
    public int Count { get; private set; }

    /// <summary>Where the connection that joined last may be read for.</summary>
    public ReadAhead Ahead => _places[Count - 1].Ahead;

    /// <summary>The mailbox of one that takes part.</summary>
    public Mailbox this[int index] => _places[index].Mailbox;

    /// <summary>Takes a connection in; no more than one for an event.</summary>
    /// <param name="mailbox">Its mailbox, which the caller has scheduled.</param>
    public void Join(Mailbox mailbox) => _places[Count++].Mailbox = mailbox;

    /// <summary>One connection's part is over: what it has not taken of what was read stays with it.</summary>
    public void Leave(int index)
    {
        ref var place = ref _places[index];
        if (!place.Ahead.IsTaken)
            place.Ahead = new ReadAhead();
        place.Mailbox = null!;
    }

    /// <summary>All have left.</summary>
    public void End() => Count = 0;

    private struct Place
    {
        public Mailbox Mailbox;
        public ReadAhead Ahead;
    }
}
