using System.Collections.Concurrent;
using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>A place in the tree without an actor: it only holds refs by name.</summary>
internal sealed class VirtualPathContainer(ActorSystemImpl system, ActorPath path, IInternalActorRef parent) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new(StringComparer.Ordinal);

    public override ActorPath Path => path;

    public override IActorRefProvider Provider => system.Provider;

    public override IInternalActorRef Parent => parent;

    public int ChildrenCount => _children.Count;

    public void AddChild(string name, IInternalActorRef actor) => _children[name] = actor;

    public void RemoveChild(string name) => _children.TryRemove(name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        var rest = name.SkipWhile(string.IsNullOrEmpty).ToArray();
        if (rest.Length == 0)
            return this;
        if (rest[0] == "..")
            return rest.Length == 1 ? parent : parent.GetChild(rest[1..]);
        if (!_children.TryGetValue(rest[0], out var child))
            return ActorRefs.Nobody;
        return rest.Length == 1 ? child : child.GetChild(rest[1..]);
    }
}
