using Akka.Actor;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// Something between a socket and the connection on it: for every client an actor that speaks Akka.IO's TCP messages on both
/// sides, so that what is above it need not know of it. One object for all clients of a listener; thread-safe.
/// </summary>
public abstract class ConnectionLayer
{
    /// <summary>Its name, fit to be part of an actor's.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a client has to pass it; those that need not are not given an actor.</summary>
    /// <param name="client">The client, as far as it is known.</param>
    /// <returns>Whether it does. By default every client does.</returns>
    public virtual bool Concerns(Protocols.ConnectionInfo client) => true;

    /// <summary>How the actor for one client is made.</summary>
    /// <param name="setup">The client.</param>
    /// <returns>The props of an actor that tells the listener when the connection above can begin.</returns>
    public abstract Props Props(LayerSetup setup);

    /// <summary>How the actor is made that keeps this layer up to date while the listener lives.</summary>
    /// <param name="listener">The listener's name, for the log.</param>
    /// <returns>Its props; null when nothing changes.</returns>
    public virtual Props? UpkeepProps(string listener) => null;
}
