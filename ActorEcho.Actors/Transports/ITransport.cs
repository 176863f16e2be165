using ActorEcho.Actors.Settings.Reading;

namespace ActorEcho.Actors.Transports;

/// <summary>A way for bytes to travel, named by the scheme of a URI. Registered in a <see cref="TransportRegistry"/>.</summary>
public interface ITransport
{
    /// <summary>The scheme, in lower case, without <c>://</c>. A listener's settings for this transport stand in a section of this name.</summary>
    string Scheme { get; }

    /// <summary>What a <c>bind</c> URI of this transport may be, for people: <c>tcp://HOST:PORT with …</c>.</summary>
    string BindForm { get; }

    /// <summary>Reads a <c>bind</c> URI.</summary>
    /// <param name="uri">The whole URI; its scheme is this transport's.</param>
    /// <param name="address">The address, when the URI is well-formed.</param>
    /// <returns>Whether it is.</returns>
    bool TryParseBind(string uri, out BindAddress? address);

    /// <summary>Whether listeners may have a section for this transport. By default they may not.</summary>
    bool HasSettings => false;

    /// <summary>Reads what <c>actor-echo.defaults</c> says of this transport; nothing there is required.</summary>
    /// <param name="section">The section named after the scheme; it is empty when it is missing.</param>
    /// <returns>The defaults of this transport's listeners.</returns>
    TransportSettings ReadDefaults(SectionReader section) => TransportSettings.None;

    /// <summary>Reads what a listener says of this transport. Every problem is left with the reader.</summary>
    /// <param name="section">The section named after the scheme; it is empty when it is missing.</param>
    /// <param name="defaults">What <see cref="ReadDefaults"/> has returned.</param>
    /// <returns>The settings; they are not used when there were problems.</returns>
    TransportSettings ReadSettings(SectionReader section, TransportSettings defaults) => defaults;
}
