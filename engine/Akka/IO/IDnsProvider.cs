namespace Akka.IO;

/// <summary>The parts of a way to resolve names; named by <c>provider-object</c> in a resolver's section.</summary>
public interface IDnsProvider
{
    /// <summary>Where answers are kept.</summary>
    DnsBase Cache { get; }

    /// <summary>The actor that resolves; its constructor takes the cache and the resolver's section.</summary>
    Type ActorClass { get; }

    /// <summary>The actor that takes <see cref="Dns.Resolve"/>; its constructor takes the <see cref="DnsExt"/>.</summary>
    Type ManagerClass { get; }
}
