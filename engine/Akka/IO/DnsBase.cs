using Akka.Actor;

namespace Akka.IO;

/// <summary>Where resolved names are kept. Thread-safe.</summary>
public abstract class DnsBase
{
    /// <summary>What is known of a name.</summary>
    /// <param name="name">The host name.</param>
    /// <returns>The answer, which may be that the name does not exist; null when nothing is known.</returns>
    public virtual Dns.Resolved? Cached(string name) => null;

    /// <summary>What is known of a name; when nothing is, a lookup is begun whose answer goes to the sender.</summary>
    /// <param name="name">The host name.</param>
    /// <param name="system">The system whose resolver is asked.</param>
    /// <param name="sender">Who gets <see cref="Dns.Resolved"/> when this returns null.</param>
    /// <returns>The answer, or null when it will come as a message.</returns>
    public virtual Dns.Resolved? Resolve(string name, ActorSystem system, IActorRef sender)
    {
        var known = Cached(name);
        if (known is null)
            Dns.Instance.Get(system).Manager.Tell(new Dns.Resolve(name), sender);
        return known;
    }
}
