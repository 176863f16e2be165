using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.IO;

/// <summary>Asks the operating system for a name's addresses, and keeps the answer, a refusal too, for a while.</summary>
public class InetAddressDnsResolver : ActorBase
{
    private readonly SimpleDnsCache _cache;
    private readonly TimeSpan _positiveTtl;
    private readonly TimeSpan _negativeTtl;
    private readonly bool _useIpv6;

    /// <summary>Creates the actor.</summary>
    /// <param name="cache">Where the answers are kept.</param>
    /// <param name="config">The resolver's section: <c>positive-ttl</c>, <c>negative-ttl</c>, <c>use-ipv6</c>.</param>
    public InetAddressDnsResolver(SimpleDnsCache cache, Config config)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(config);
        _cache = cache;
        _positiveTtl = config.GetTimeSpan("positive-ttl");
        _negativeTtl = config.GetTimeSpan("negative-ttl");
        _useIpv6 = config.GetBoolean("use-ipv6");
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Dns.Resolve resolve:
                if (_cache.Cached(resolve.Name) is { } known)
                    Sender.Tell(known, Self);
                else
                    BeginLookup(resolve.Name, Sender);
                return true;
            case Answer answer:
                _cache.Put(answer.Resolved, answer.Resolved.IsSuccess ? _positiveTtl : _negativeTtl);
                answer.Asker.Tell(answer.Resolved, Self);
                return true;
            default:
                return false;
        }
    }

    private void BeginLookup(string name, IActorRef asker)
    {
        var self = Self;
        var family = _useIpv6 ? AddressFamily.Unspecified : AddressFamily.InterNetwork;
        _ = LookUp();

        async Task LookUp()
        {
            Dns.Resolved resolved;
            try
            {
                resolved = Dns.Resolved.Create(name, await System.Net.Dns.GetHostAddressesAsync(name, family));
            }
            catch (Exception e)
            {
                resolved = new Dns.Resolved(name, e);
            }

            self.Tell(new Answer(resolved, asker), ActorRefs.NoSender);
        }
    }

    private sealed class Answer(Dns.Resolved resolved, IActorRef asker) : INoSerializationVerificationNeeded
    {
        public Dns.Resolved Resolved { get; } = resolved;

        public IActorRef Asker { get; } = asker;
    }
}
