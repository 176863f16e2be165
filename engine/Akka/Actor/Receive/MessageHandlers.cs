using System.Runtime.CompilerServices;

namespace Akka.Actor;

/// <summary>
/// The handlers of one behaviour of one actor, in the order in which they were declared.
/// </summary>
/// <remarks>
/// An actor holds only its own delegates. What they are (which type of message, predicate, function or task) is the
/// same for every instance that runs the same constructor and is shared through <see cref="HandlerSequence"/>, so that
/// a hundred thousand actors of one class hold one such description.
/// </remarks>
internal struct MessageHandlers
{
    private const int InlineCount = 3;

    private HandlerSequence? _sequence;
    private InlineHandlers _inline;
    private object[]? _overflow;

    /// <exception cref="InvalidOperationException">An earlier handler catches everything.</exception>
    public void Add(HandlerInvoker invoker, object handler)
    {
        if (_sequence is { CatchesAll: true })
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");

        var index = _sequence?.Invokers.Length ?? 0;
        if (index < InlineCount)
            _inline[index] = handler;
        else
            AddOverflow(index - InlineCount, handler);
        _sequence = _sequence is null ? invoker.Alone : _sequence.Then(invoker);
    }

    /// <summary>Gives the message to the first handler that takes it.</summary>
    /// <returns>Whether one took it.</returns>
    public readonly bool TryHandle(object message)
    {
        if (_sequence is null)
            return false;

        var invokers = _sequence.Invokers;
        for (var i = 0; i < invokers.Length; i++)
        {
            var handler = i < InlineCount ? _inline[i] : _overflow![i - InlineCount];
            if (invokers[i].TryInvoke(handler, message))
                return true;
        }
        return false;
    }

    private void AddOverflow(int index, object handler)
    {
        if (_overflow is null)
            _overflow = new object[InlineCount];
        else if (index == _overflow.Length)
            Array.Resize(ref _overflow, index * 2);
        _overflow[index] = handler;
    }

    // Most behaviours declare a few handlers; those need no array of their own.
    [InlineArray(InlineCount)]
    private struct InlineHandlers
    {
        private object _first;
    }
}
