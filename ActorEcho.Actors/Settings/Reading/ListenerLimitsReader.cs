namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads what every listener may be told, whatever it speaks.</summary>
internal static class ListenerLimitsReader
{
    private const int KiB = 1 << 10;
    private const int GiB = 1 << 30;

    public static ListenerLimits Read(SectionReader section, ListenerLimits defaults) => new()
    {
        Acceptors = section.WholeNumber("acceptors", defaults.Acceptors, 1, 64),
        Backlog = section.WholeNumber("backlog", defaults.Backlog, 1, 65_535),
        MaxConnections = section.WholeNumber("max-connections", defaults.MaxConnections, 1, 1_000_000),
        IdleTimeout = section.Duration(
            "idle-timeout", defaults.IdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30), allowInfinite: true),
        DrainTimeout = section.Duration(
            "drain-timeout", defaults.DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
        MaxPendingBytes = section.Bytes("max-pending", defaults.MaxPendingBytes, 4 * KiB, GiB),
        HandshakeTimeout = section.Duration(
            "handshake-timeout", defaults.HandshakeTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
        MaxHandshakes = section.WholeNumber("max-handshakes", defaults.MaxHandshakes, 1, 100_000),
    };
}
