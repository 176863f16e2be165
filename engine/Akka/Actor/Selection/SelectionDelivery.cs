namespace Akka.Actor;

/// <summary>Takes a selection's message from its anchor to the actors it selects.</summary>
internal static class SelectionDelivery
{
    public static void Deliver(IInternalActorRef anchor, IActorRef? sender, ActorSelectionMessage message)
    {
        var elements = message.Elements.AsSpan();
        var current = anchor;
        for (var i = 0; i < elements.Length; i++)
        {
            if (current is not ActorRefWithCell withCell)
            {
                DeliverBeyondCells(current, sender, message, elements[i..]);
                return;
            }

            switch (elements[i])
            {
                case SelectParent:
                    current = current.Parent;
                    break;
                case SelectChildName child:
                    current = withCell.GetSingleChild(child.Name);
                    break;
                case SelectChildPattern pattern:
                    DeliverToMatching(withCell, pattern, sender, message, elements[(i + 1)..]);
                    return;
                case SelectChildRecursive:
                    DeliverToDescendants(withCell, sender, message.Message);
                    return;
                case var unknown:
                    throw new NotSupportedException($"A selection cannot contain a {unknown?.GetType().Name ?? "null"}");
            }

            if (current.IsNobody())
            {
                DeliverToNobody(withCell, sender, message, elements[i..]);
                return;
            }
        }
        current.Tell(message.Message, sender);
    }

    private static void DeliverToMatching(ActorRefWithCell parent, SelectChildPattern pattern, IActorRef? sender, ActorSelectionMessage message, ReadOnlySpan<SelectionPathElement> rest)
    {
        List<IInternalActorRef> matching = [];
        foreach (var child in parent.Children)
        {
            if (pattern.Matches(child.Path.Name))
                matching.Add((IInternalActorRef)child);
        }

        if (matching.Count == 0)
        {
            DeliverToNobody(parent, sender, message, [pattern, .. rest]);
            return;
        }

        var onward = message.Copy(elements: rest.ToArray(), wildCardFanOut: message.WildCardFanOut || matching.Count > 1);
        foreach (var child in matching)
            Deliver(child, sender, onward);
    }

    private static void DeliverToDescendants(ActorRefWithCell parent, IActorRef? sender, object message)
    {
        foreach (var child in parent.Children)
        {
            child.Tell(message, sender);
            if (child is ActorRefWithCell withChildren)
                DeliverToDescendants(withChildren, sender, message);
        }
    }

    // A reference without a cell either holds names itself, as /temp does, or stands for an actor elsewhere, which takes the steps left over there.
    private static void DeliverBeyondCells(IInternalActorRef current, IActorRef? sender, ActorSelectionMessage message, ReadOnlySpan<SelectionPathElement> rest)
    {
        if (current.IsLocal && TryGetNames(rest, out var names) && current.GetChild(names) is IInternalActorRef child && !child.IsNobody())
            child.Tell(message.Message, sender);
        else if (current is VirtualPathContainer)
            DeliverToNobody(current, sender, message, rest);
        else
            current.Tell(message.Copy(elements: rest.ToArray()), sender);
    }

    private static bool TryGetNames(ReadOnlySpan<SelectionPathElement> elements, out string[] names)
    {
        names = new string[elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i] is not SelectChildName child)
                return false;
            names[i] = child.Name;
        }
        return true;
    }

    // Where a pattern matched several actors, the ones among them that lead nowhere are no fault of the sender's.
    private static void DeliverToNobody(IInternalActorRef lastKnown, IActorRef? sender, ActorSelectionMessage message, ReadOnlySpan<SelectionPathElement> missing)
    {
        if (message.WildCardFanOut)
            return;

        var path = lastKnown.Path;
        foreach (var element in missing)
            path /= element.ToString()!;
        var provider = lastKnown.Provider;
        new EmptyLocalActorRef(provider, path, provider.Guardian.Cell.SystemImpl.EventStream).Tell(message.Copy(elements: missing.ToArray()), sender);
    }
}
