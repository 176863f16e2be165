using Akka.Actor;
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

    /// <summary>Where the connection that joined last may be read for.</summary>
    public ReadAhead Ahead => _places[Count - 1].Ahead;

    /// <summary>Takes a connection in; no more than one for an event.</summary>
    /// <param name="mailbox">Its mailbox, which the caller has scheduled.</param>
    public void Join(Mailbox mailbox) => _places[Count++].Mailbox = mailbox;

    /// <summary>Gives all that joined their turns, and then sends what those wrote.</summary>
    public void Run()
    {
        var joined = _places.AsSpan(0, Count);
        foreach (ref var place in joined)
            BeginTurn(place.Mailbox);
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

    private void EndTurn(ref Place place)
    {
        // What a connection has not taken of what was read stays with it.
        if (!place.Ahead.IsTaken)
            place.Ahead = new ReadAhead();
        try
        {
            place.Mailbox.EndTurn();
        }
        catch (Exception e)
        {
            _report(e);
        }
        place.Mailbox = null!;
    }

    private struct Place
    {
        public Mailbox Mailbox;
        public ReadAhead Ahead;
    }
}
