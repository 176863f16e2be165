using Akka.Actor;

namespace Akka.IO;

/// <summary>
/// An actor that stands still in the middle of its turn while another has its own on the same thread, and can take some of what that
/// one tells it there and then. Nothing waits before it in the mailbox, so the order of messages is kept.
/// </summary>
internal interface ITakesMidTurn
{
    /// <summary>
    /// Takes a message on the spot, or leaves it (false) to the mailbox. The context is that of the actor that tells, and what is
    /// thrown would be that one's failure.
    /// </summary>
    bool TryTakeMidTurn(object message, IActorRef? sender);
}
