namespace Akka.Actor;

/// <summary>A message on its way through a selection: what is delivered, and the steps still to go.</summary>
public class ActorSelectionMessage : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    /// <summary>Creates the message.</summary>
    /// <param name="message">What is delivered.</param>
    /// <param name="elements">The steps still to go.</param>
    /// <param name="wildCardFanOut">Whether a pattern matched several actors on the way; then those that lead nowhere are passed over in silence.</param>
    public ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    {
        Message = message;
        Elements = elements;
        WildCardFanOut = wildCardFanOut;
    }

    /// <inheritdoc/>
    public object Message { get; }

    /// <summary>The steps still to go.</summary>
    public SelectionPathElement[] Elements { get; }

    /// <summary>Whether a pattern matched several actors on the way.</summary>
    public bool WildCardFanOut { get; }

    /// <summary>Returns a copy in which the given values replace this message's.</summary>
    /// <param name="message">What is delivered.</param>
    /// <param name="elements">The steps still to go.</param>
    /// <param name="wildCardFanOut">Whether a pattern matched several actors on the way.</param>
    public ActorSelectionMessage Copy(object? message = null, SelectionPathElement[]? elements = null, bool? wildCardFanOut = null) =>
        new(message ?? Message, elements ?? Elements, wildCardFanOut ?? WildCardFanOut);

    /// <inheritdoc/>
    public override string ToString() =>
        $"ActorSelectionMessage - Message: {Message} - WildCartFanOut: {WildCardFanOut} - Elements: {string.Join('/', (object[])Elements)}";
}
