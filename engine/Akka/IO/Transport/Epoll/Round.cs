using Akka.Actor;
using Akka.Dispatch;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// The connections that a loop carries through together: first it reads for all of them, then they have their turns, then it sends
/// what those wrote. Kernel and program each find their code in the cache for a while, instead of driving each other's out twice for
/// every answer; so nothing else is done between two reads, nor between two sends. A connection's mailbox belongs to the round from
/// the first step to the last. For the loop's thread only.
/// </summary>
internal sealed class Round
{
    /// <summary>How many events make a round: more gained nothing, and what their connections touch has to stay in the cache from step to step.</summary>
    public const int MaxEvents = 16;

    private readonly Place[] _places = new Place[MaxEvents];
    private readonly TurnStack _turns;
    private readonly Action<Exception> _report;

    /// <param name="turns">The loop's.</param>
    /// <param name="report">Takes what a turn throws.</param>
    public Round(TurnStack turns, Action<Exception> report)
    {
        _turns = turns;
        _report = report;
        foreach (ref var place in _places.AsSpan())
            place.Ahead = new ReadAhead();
    }

    /// <summary>How many connections take part.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a connection in; no more than one for an event.</summary>
    /// <param name="mailbox">The mailbox of its owner, which the caller has scheduled.</param>
    public void Join(Mailbox mailbox) => _places[Count++].Mailbox = mailbox;

    /// <summary>Says whose owner it was that joined last.</summary>
    /// <returns>Where its bytes will be found when it has its turn.</returns>
    public ReadAhead JoinedFor(EpollConnection connection, int descriptor)
    {
        ref var place = ref _places[Count - 1];
        place.Connection = connection;
        place.Descriptor = descriptor;
        return place.Ahead;
    }

    /// <summary>Reads for all that joined, gives them their turns, and then sends what those wrote.</summary>
    public void Run()
    {
        var joined = _places.AsSpan(0, Count);
        foreach (ref var place in joined)
            place.Ahead.Read(place.Descriptor);
        foreach (ref var place in joined)
            BeginTurn(place.Mailbox);
        for (var next = 0; next < joined.Length;)
            next = PeekUnsent(joined, next);
        foreach (ref var place in joined)
        {
            if (place.Unsent.Count > 0)
                place.Sent = (int)Descriptor.Send(place.Descriptor, place.Unsent);
        }
        foreach (ref var place in joined)
            EndTurn(ref place);
        Count = 0;
    }

    private void BeginTurn(Mailbox mailbox)
    {
        try
        {
            mailbox.BeginTurn(_turns, new Envelope(ConnectionSignals.Readable.Instance, ActorRefs.NoSender));
        }
        catch (Exception e)
        {
            _report(e);
        }
    }

    // What cannot be looked at cannot be sent either, which the end of its connection's turn finds out; the caller goes on with the next.
    private int PeekUnsent(Span<Place> joined, int next)
    {
        try
        {
            while (next < joined.Length)
            {
                ref var place = ref joined[next++];
                place.Unsent = place.Connection.PeekUnsent();
            }
        }
        catch (Exception e)
        {
            _report(e);
        }
        return next;
    }

    private void EndTurn(ref Place place)
    {
        // What a connection has not taken of what was read stays with it.
        if (!place.Ahead.IsTaken)
            place.Ahead = new ReadAhead();
        if (place.Unsent.Count > 0)
            place.Connection.SentAhead(place.Sent);
        try
        {
            place.Mailbox.EndTurn();
        }
        catch (Exception e)
        {
            _report(e);
        }
        place.Mailbox = null!;
        place.Connection = null!;
        place.Unsent = default;
    }

    private struct Place
    {
        public Mailbox Mailbox;
        public EpollConnection Connection;

        // Open for as long as it is used: its owner alone closes it, before its turn cannot, and after it has nothing unsent if it did.
        public int Descriptor;
        public ReadAhead Ahead;
        public ArraySegment<byte> Unsent;
        public int Sent;
    }
}
