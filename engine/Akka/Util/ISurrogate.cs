using Akka.Actor;

namespace Akka.Util;

/// <summary>The serializable form of an <see cref="ISurrogated"/> object.</summary>
public interface ISurrogate
{
    /// <summary>Restores the object this surrogate stands for.</summary>
    /// <param name="system">The system in which the object will live.</param>
    ISurrogated FromSurrogate(ActorSystem system);
}

/// <summary>An object that travels as its <see cref="ISurrogate"/> because it is bound to its actor system.</summary>
public interface ISurrogated
{
    /// <summary>Makes the serializable form of this object.</summary>
    /// <param name="system">The system in which the object lives.</param>
    ISurrogate ToSurrogate(ActorSystem system);
}
