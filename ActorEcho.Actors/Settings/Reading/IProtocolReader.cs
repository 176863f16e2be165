namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads the settings of one protocol.</summary>
internal interface IProtocolReader
{
    /// <summary>The protocol's name: what <c>protocol</c> says.</summary>
    string Name { get; }

    /// <summary>The keys that only this protocol has.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Reads a listener's settings.</summary>
    ProtocolSettings Read(SectionReader section, ListenerDefaults defaults);

    /// <summary>Reads the settings of <c>actor-echo.defaults</c>.</summary>
    ListenerDefaults ReadDefaults(SectionReader section, ListenerDefaults builtIn);
}
