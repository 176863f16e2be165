namespace Akka.IO;

/// <summary>Resolves names as the operating system does.</summary>
public class InetAddressDnsProvider : IDnsProvider
{
    /// <inheritdoc/>
    public DnsBase Cache { get; } = new SimpleDnsCache();

    /// <inheritdoc/>
    public Type ActorClass => typeof(InetAddressDnsResolver);

    /// <inheritdoc/>
    public Type ManagerClass => typeof(SimpleDnsManager);
}
