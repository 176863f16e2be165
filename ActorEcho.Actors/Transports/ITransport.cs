namespace ActorEcho.Actors.Transports;

/// <summary>A way for bytes to travel, named by the scheme of a URI. Registered in a <see cref="TransportRegistry"/>.</summary>
public interface ITransport
{
    /// <summary>The scheme, in lower case, without <c>://</c>.</summary>
    string Scheme { get; }

    /// <summary>What a <c>bind</c> URI of this transport may be, for people: <c>tcp://HOST:PORT with …</c>.</summary>
    string BindForm { get; }

    /// <summary>Reads a <c>bind</c> URI.</summary>
    /// <param name="uri">The whole URI; its scheme is this transport's.</param>
    /// <param name="address">The address, when the URI is well-formed.</param>
    /// <returns>Whether it is.</returns>
    bool TryParseBind(string uri, out BindAddress? address);
}
