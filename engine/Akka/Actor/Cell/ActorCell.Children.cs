using Akka.Actor.Internal;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

// The actor's children: making, finding and stopping them.
public partial class ActorCell
{
    private static readonly ChildrenContainer NoChildren = new();

    private ChildrenContainer? _children;

    /// <inheritdoc/>
    public IChildrenContainer ChildrenContainer => Volatile.Read(ref _children) ?? NoChildren;

    private bool IsNormal => Volatile.Read(ref _children)?.IsNormal ?? true;

    private bool IsTerminating => Volatile.Read(ref _children)?.IsTerminating ?? false;

    private bool IsWaitingForChildren => _children is { IsNormal: false };

    private ChildrenContainer OwnChildren
    {
        get
        {
            if (Volatile.Read(ref _children) is { } children)
                return children;
            Interlocked.CompareExchange(ref _children, new ChildrenContainer(), null);
            return _children;
        }
    }

    /// <inheritdoc/>
    public virtual IActorRef ActorOf(Props props, string? name = null) => MakeChild(props, name, isSystemService: false);

    /// <summary>Makes a child; used by the guardians, from any thread.</summary>
    public virtual IActorRef AttachChild(Props props, bool isSystemService, string? name = null) => MakeChild(props, name, isSystemService);

    private IInternalActorRef MakeChild(Props props, string? name, bool isSystemService)
    {
        ArgumentNullException.ThrowIfNull(props);
        var children = OwnChildren;
        if (name is null)
            name = Base64Encoding.Base64Encode(children.NextNumber(), prefix: "$");
        else
            CheckName(name);

        var path = new ChildActorPath(_self.Path, name, NewUid());
        var child = _system.Provider.ActorOf(_system, props, _self, path, isSystemService, deploy: null, lookupDeploy: true, async: false);
        // A child made while its parent is suspended (in a restart hook, say) waits with it. It is not ordered to: it would come to life
        // to obey, before it has its place in the tree and on its dispatcher.
        for (var i = FailureSuspensions; i > 0; i--)
            ((LocalActorRef)child).Cell.Mailbox.Suspend();
        children.Add(child);
        if (_system.Settings.DebugLifecycle)
            Publish(new Debug(Path, ActorType, $"now supervising {child}"));
        child.Start();
        return child;
    }

    /// <summary>Takes in a child that was made elsewhere and has not been started.</summary>
    /// <exception cref="InvalidActorNameException">Another child has its name.</exception>
    /// <exception cref="InvalidOperationException">The actor is ending.</exception>
    internal void AddChild(IInternalActorRef child) => OwnChildren.Add(child);

    /// <summary>A number for a new incarnation; never <see cref="UndefinedUid"/>.</summary>
    internal static long NewUid() => Random.Shared.Next(1, int.MaxValue);

    private static void CheckName(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters and can only contain these special characters: {ActorPath.ValidSymbols}.");
        }
    }

    /// <inheritdoc/>
    public IActorRef Child(string name) => GetSingleChild(name);

    /// <inheritdoc/>
    public IInternalActorRef GetSingleChild(string name)
    {
        if (!name.Contains('#', StringComparison.Ordinal))
        {
            return Volatile.Read(ref _children)?.Find(name) ?? ActorRefs.Nobody;
        }
        var (plainName, uid) = SplitNameAndUid(name);
        return GetSingleChild(plainName) is { } found && found is not Nobody && found.Path.Uid == uid ? found : ActorRefs.Nobody;
    }

    /// <inheritdoc/>
    public bool TryGetChildStatsByName(string name, out IChildStats? child)
    {
        child = null;
        return Volatile.Read(ref _children) is { } children && children.TryGetByName(name, out child);
    }

    private bool TryGetChildStatsByRef(IActorRef actor, out ChildRestartStats? child)
    {
        child = null;
        return _children is { } children && children.TryGetByRef(actor, out child);
    }

    /// <summary>The children at this moment.</summary>
    public IEnumerable<IInternalActorRef> GetChildren() => Volatile.Read(ref _children)?.Children ?? [];

    IEnumerable<IActorRef> IActorContext.GetChildren() => GetChildren();

    /// <inheritdoc/>
    public void Stop(IActorRef child)
    {
        _children?.MarkStopping(child);
        ((IInternalActorRef)child).Stop();
    }

    private void StopAllChildren()
    {
        foreach (var child in GetChildren())
            Stop(child);
    }

    /// <summary>Stops all children; the next instance, which never had them, hears nothing of their end.</summary>
    private void ForsakeChildren()
    {
        foreach (var child in GetChildren())
        {
            Unwatch(child);
            Stop(child);
        }
    }

    private void SuspendChildren(IActorRef? failedChild = null, HashSet<IInternalActorRef>? suspendedAlready = null)
    {
        foreach (var child in GetChildren())
        {
            if (!child.Equals(failedChild) && suspendedAlready?.Contains(child) != true)
                child.Suspend();
        }
    }

    private void ResumeChildren(Exception? causedByFailure, IActorRef? perpetrator)
    {
        foreach (var child in GetChildren())
            child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }

    /// <inheritdoc/>
    public ActorSelection ActorSelection(string actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, _system, _self);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, _system);
}
