namespace Akka.Actor;

/// <summary>
/// An actor that gathers what it does while it processes messages and carries it out once its turn ends: a connection's writes
/// leave in one system call, however many messages asked for them.
/// </summary>
internal interface IFlushesAtEndOfTurn
{
    /// <summary>
    /// Called in the actor's turn, after its last message, but not in its context: there is no current message. What it throws is the
    /// actor's failure.
    /// </summary>
    void FlushAtEndOfTurn();
}
