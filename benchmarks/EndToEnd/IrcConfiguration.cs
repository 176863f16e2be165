namespace ActorEcho.EndToEnd;

/// <summary>The configuration files of IRC servers: one channel, a thousand members from one address, and no brake on who speaks.</summary>
internal static class IrcConfiguration
{
    public static string InspIrcd(Order order) => $"""
        <server name="irc.localhost" description="benchmark" network="benchmark">
        <bind address="127.0.0.1" port="{order.PortText}" type="clients">
        <connect name="members" allow="*" timeout="60" pingfreq="1h" limit="100000" localmax="100000" globalmax="100000" maxconnwarn="no"
                 threshold="1000000" commandrate="1000000000" fakelag="no" recvq="16M" softsendq="64M" hardsendq="64M"
                 resolvehostnames="no" useident="no">
        <limits maxnick="31">
        <performance softlimit="100000" somaxconn="4096" netbuffersize="65534">
        """;

    public static string NgIrcd(Order order) => $"""
        [Global]
        Name = irc.localhost
        Listen = 127.0.0.1
        Ports = {order.PortText}
        [Limits]
        MaxConnections = 0
        MaxConnectionsIP = 0
        MaxNickLength = 31
        MaxPenaltyTime = 0
        PingTimeout = 3600
        [Options]
        DNS = no
        Ident = no
        PAM = no
        """;
}
