using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// The actors at a path, looked up anew for every message: a name may stand for another actor tomorrow, a pattern for
/// several, or for none. Immutable.
/// </summary>
public class ActorSelection : ICanTell
{
    /// <summary>Creates a selection without an anchor; only a derived class can give it a meaning.</summary>
    public ActorSelection()
    {
        Anchor = ActorRefs.Nobody;
        Path = [];
    }

    /// <summary>Creates a selection.</summary>
    /// <param name="anchor">Where the path starts.</param>
    /// <param name="path">The steps.</param>
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    /// <summary>Creates a selection.</summary>
    /// <param name="anchor">Where the path starts.</param>
    /// <param name="path">The steps, separated by slashes.</param>
    /// <exception cref="IllegalActorNameException"><c>**</c> stands before the end.</exception>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, string.IsNullOrEmpty(path) ? [] : path.Split('/'))
    {
    }

    /// <summary>Creates a selection.</summary>
    /// <param name="anchor">Where the path starts.</param>
    /// <param name="elements">The steps; empty ones are left out.</param>
    /// <exception cref="IllegalActorNameException"><c>**</c> stands before the end.</exception>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        var steps = elements.Where(element => !string.IsNullOrEmpty(element)).ToArray();
        Path = new SelectionPathElement[steps.Length];
        for (var i = 0; i < steps.Length; i++)
            Path[i] = SelectionPathElement.Parse(steps[i], isLast: i == steps.Length - 1);
    }

    /// <summary>Where the path starts.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The steps.</summary>
    public SelectionPathElement[] Path { get; }

    /// <summary>The steps as text, with a slash before each.</summary>
    public string PathString => "/" + string.Join('/', (object[])Path);

    /// <summary>Sends a message to all actors that are selected now. If there are none it becomes a dead letter.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who it comes from; the current actor, if any, when left out.</param>
    /// <exception cref="InvalidMessageException">The message is null.</exception>
    public void Tell(object message, IActorRef? sender = null)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null.");
        sender ??= ActorCell.GetCurrentSelfOrNoSender();
        DeliverSelection((IInternalActorRef)Anchor, sender, new ActorSelectionMessage(message, Path));
    }

    /// <inheritdoc cref="ResolveOne(TimeSpan, CancellationToken)"/>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <summary>Finds one selected actor by asking those selected to identify themselves; the first answer counts.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> to wait without end.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ActorNotFoundException">There is no such actor, it did not answer in time, or the token was cancelled; the inner exception says which.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null!), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception e)
        {
            throw new ActorNotFoundException($"Exception occurred while resolving ActorSelection {this}", e);
        }
    }

    /// <summary>Takes a message as many steps along its path as this system knows of, and delivers it.</summary>
    internal static void DeliverSelection(IInternalActorRef anchor, IActorRef? sender, ActorSelectionMessage message) =>
        SelectionDelivery.Deliver(anchor, sender, message);

    /// <summary>Whether both start at the same actor and take the same steps.</summary>
    protected bool Equals(ActorSelection other) =>
        other is not null && Equals(Anchor, other.Anchor) && Path.AsSpan().SequenceEqual(other.Path);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorSelection other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Anchor);
        foreach (var element in Path)
            hash.Add(element);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var uid = Anchor.Path.Uid;
        var incarnation = uid == ActorCell.UndefinedUid ? "" : string.Create(CultureInfo.InvariantCulture, $"#{uid}");
        return $"ActorSelection[Anchor({Anchor.Path}{incarnation}), Path({PathString})]";
    }
}
