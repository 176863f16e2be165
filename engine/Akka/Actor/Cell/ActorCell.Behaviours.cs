namespace Akka.Actor;

// What handles the next message: the behaviours that Become and BecomeStacked have put in place.
public partial class ActorCell
{
    // Null for the class's own, which can be had from the instance at any time.
    private Receive? _behaviour;
    private bool _lowestBehaviourIsFixed;
    // Whether nothing stands around the class's own behaviour: no AroundReceive, no log of what it handled.
    private bool _isPlain;

    /// <inheritdoc/>
    public void Become(Receive receive) => _behaviour = receive;

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(Adapt(receive));

    /// <inheritdoc/>
    public void BecomeStacked(Receive receive)
    {
        if (_behaviour is not null)
            Kept.BehavioursBelow = new StackedBehaviour(_behaviour, _seldom?.BehavioursBelow);
        _behaviour = receive;
    }

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Adapt(receive));

    /// <inheritdoc/>
    public void UnbecomeStacked()
    {
        if (_seldom?.BehavioursBelow is not { } below)
        {
            // In the constructor there is nothing to go back to yet.
            if (_actor is not null)
                _behaviour = null;
            return;
        }
        _behaviour = below.Behaviour;
        if (below.Below is not null || !_lowestBehaviourIsFixed)
            Kept.BehavioursBelow = below.Below;
    }

    /// <summary>Ends the constructor's part in choosing behaviours: the lowest one from then on stays below all others.</summary>
    private void FixLowestBehaviour()
    {
        if (_behaviour is null)
            return;
        _lowestBehaviourIsFixed = true;
        Kept.BehavioursBelow ??= new StackedBehaviour(_behaviour, null);
    }

    private void ForgetBehaviours()
    {
        _behaviour = null;
        _seldom?.BehavioursBelow = null;
        _lowestBehaviourIsFixed = false;
    }

    private sealed record StackedBehaviour(Receive Behaviour, StackedBehaviour? Below);

    private static Receive Adapt(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };
}
