using System.Net;
using System.Net.Sockets;
using Akka.Actor;

namespace Akka.IO;

/// <summary>Resolves host names without blocking an actor, and keeps the answers for a while.</summary>
public class Dns : ExtensionIdProvider<DnsExt>
{
    /// <summary>The extension's id.</summary>
    public static readonly Dns Instance = new();

    /// <summary>What is known of a name, without a lookup.</summary>
    /// <param name="name">The host name.</param>
    /// <param name="system">The system.</param>
    /// <returns>The answer; null when nothing is known.</returns>
    public static Resolved? Cached(string name, ActorSystem system) => Instance.Get(system).Cache.Cached(name);

    /// <summary>What is known of a name; when nothing is, a lookup is begun whose answer goes to the sender.</summary>
    /// <param name="name">The host name, or an address in text.</param>
    /// <param name="system">The system.</param>
    /// <param name="sender">Who gets <see cref="Resolved"/> when this returns null.</param>
    /// <returns>The answer, or null when it will come as a message.</returns>
    public static Resolved? ResolveName(string name, ActorSystem system, IActorRef sender) =>
        Instance.Get(system).Cache.Resolve(name, system, sender);

    /// <inheritdoc/>
    public override DnsExt CreateExtension(ExtendedActorSystem system) => new(system);

    /// <summary>The base of the resolver's messages.</summary>
    public abstract class Command : INoSerializationVerificationNeeded;

    /// <summary>Asks the manager for a name's addresses; the sender gets <see cref="Resolved"/>.</summary>
    public class Resolve : Command
    {
        /// <summary>Creates the command.</summary>
        /// <param name="name">The host name.</param>
        public Resolve(string name)
        {
            ArgumentNullException.ThrowIfNull(name);
            Name = name;
        }

        /// <summary>The host name.</summary>
        public string Name { get; }

        /// <summary>The name: what questions of the same name have in common.</summary>
        public object ConsistentHashKey => Name;
    }

    /// <summary>A name's addresses, or why there are none.</summary>
    public class Resolved : Command
    {
        /// <summary>Creates the answer for a name that could not be resolved.</summary>
        /// <param name="name">The host name.</param>
        /// <param name="ex">Why.</param>
        public Resolved(string name, Exception ex) : this(name, [], []) => Exception = ex;

        /// <summary>Creates the answer for a name that was resolved.</summary>
        /// <param name="name">The host name.</param>
        /// <param name="ipv4">Its IPv4 addresses.</param>
        /// <param name="ipv6">Its IPv6 addresses.</param>
        public Resolved(string name, IEnumerable<IPAddress> ipv4, IEnumerable<IPAddress> ipv6)
        {
            Name = name;
            Ipv4 = ipv4;
            Ipv6 = ipv6;
        }

        /// <summary>The host name.</summary>
        public string Name { get; }

        /// <summary>Its IPv4 addresses.</summary>
        public IEnumerable<IPAddress> Ipv4 { get; }

        /// <summary>Its IPv6 addresses.</summary>
        public IEnumerable<IPAddress> Ipv6 { get; }

        /// <summary>Why it could not be resolved; null when it could.</summary>
        public Exception? Exception { get; }

        /// <summary>Whether the lookup succeeded.</summary>
        public bool IsSuccess => Exception is null;

        /// <summary>The first IPv4 address, or the first IPv6 address when there is none.</summary>
        /// <exception cref="InvalidOperationException">There is no address.</exception>
        public IPAddress Addr => Ipv4.Concat(Ipv6).FirstOrDefault()
            ?? throw new InvalidOperationException($"The host name [{Name}] has no address.");

        /// <summary>The addresses of the family that is asked for, those of IPv4 first.</summary>
        internal IEnumerable<IPAddress> AddressesFor(DnsEndPoint name) => Ipv4.Concat(Ipv6).Where(
            address => name.AddressFamily == AddressFamily.Unspecified || name.AddressFamily == address.AddressFamily);

        /// <summary>Creates an answer from addresses of both families.</summary>
        /// <param name="name">The host name.</param>
        /// <param name="addresses">Its addresses; those of other families are left out.</param>
        /// <returns>The answer.</returns>
        public static Resolved Create(string name, IEnumerable<IPAddress> addresses)
        {
            var all = addresses.ToArray();
            return new Resolved(name,
                Array.FindAll(all, address => address.AddressFamily == AddressFamily.InterNetwork),
                Array.FindAll(all, address => address.AddressFamily == AddressFamily.InterNetworkV6));
        }
    }
}
