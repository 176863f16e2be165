using System.Net;

namespace ActorEcho.Actors.Transports;

/// <summary>Where a listener listens: what a <c>bind</c> URI says, understood by the transport of its scheme. Immutable.</summary>
public abstract record BindAddress
{
    /// <summary>The transport's scheme, such as <c>tcp</c>.</summary>
    public abstract string Scheme { get; }

    /// <summary>What the operating system is asked to bind; a host name is still a name here.</summary>
    public abstract EndPoint EndPoint { get; }

    /// <summary>Whether two listeners with these addresses would be in each other's way, as far as the texts tell.</summary>
    /// <param name="other">The other listener's address.</param>
    /// <returns>Whether both name the same place.</returns>
    public abstract bool Collides(BindAddress other);

    /// <summary>This address as it came out of binding: the real port when 0 was asked for.</summary>
    /// <param name="bound">What the operating system bound.</param>
    /// <returns>The address that clients connect to.</returns>
    public abstract BindAddress BoundAs(EndPoint bound);

    /// <summary>The address as a URI.</summary>
    /// <returns>A URI that the transport reads back as this address.</returns>
    public abstract override string ToString();
}
