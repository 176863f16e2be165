namespace ActorEcho.Actors.Settings;

/// <summary>The least level that is logged, in rising order.</summary>
public enum LogLevelSetting
{
    /// <summary>Also each connection's coming and going, with the reason.</summary>
    Debug,

    /// <summary>Start, stop, binds, chat members' joins and leaves. The default.</summary>
    Info,

    /// <summary>What may need attention.</summary>
    Warning,

    /// <summary>What failed.</summary>
    Error,
}
