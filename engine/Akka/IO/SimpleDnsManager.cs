using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.IO;

/// <summary>Takes <see cref="Dns.Resolve"/> for its resolver, and has the cache cleaned up from time to time.</summary>
public class SimpleDnsManager : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    private readonly DnsExt _ext;
    private IActorRef _resolver = ActorRefs.Nobody;
    private ICancelable? _cleaning;

    /// <summary>Creates the actor.</summary>
    /// <param name="ext">The extension it serves.</param>
    public SimpleDnsManager(DnsExt ext) => _ext = ext;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var settings = _ext.Settings;
        _resolver = Context.ActorOf(
            Props.Create(_ext.Provider.ActorClass, _ext.Cache, settings.ResolverConfig)
                .WithDispatcher(settings.Dispatcher).WithDeploy(Deploy.Local),
            settings.Resolver);
        if (_ext.Cache is not SimpleDnsCache)
            return;
        var interval = settings.ResolverConfig.GetTimeSpan("cache-cleanup-interval");
        _cleaning = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(
            interval, interval, Self, CleanUpCache.Instance, ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Dns.Resolve resolve:
                _resolver.Forward(resolve);
                return true;
            case CleanUpCache:
                (_ext.Cache as SimpleDnsCache)?.CleanUp();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override void PostStop() => _cleaning?.Cancel();

    private sealed class CleanUpCache : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly CleanUpCache Instance = new();
    }
}
