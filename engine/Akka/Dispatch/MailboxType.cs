using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// Makes the message queue of an actor. A class named in the configuration as <c>mailbox-type</c> has a constructor
/// <c>(Settings, Config)</c>.
/// </summary>
public abstract class MailboxType
{
    /// <summary>The system's settings.</summary>
    protected readonly Settings Settings;

    /// <summary>The mailbox's section of the configuration.</summary>
    protected readonly Config Config;

    /// <summary>What the configuration gives.</summary>
    protected MailboxType(Settings settings, Config config)
    {
        Settings = settings;
        Config = config;
    }

    /// <summary>Makes a queue.</summary>
    /// <param name="owner">Whose queue, or null.</param>
    /// <param name="system">Its system, or null.</param>
    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}

/// <summary>The default: no capacity, first in, first out.</summary>
public sealed class UnboundedMailbox : MailboxType, IProducesMessageQueue<UnboundedMessageQueue>
{
    /// <summary>For code.</summary>
    public UnboundedMailbox()
        : this(null!, null!)
    {
    }

    /// <summary>For the configuration.</summary>
    public UnboundedMailbox(Settings settings, Config config)
        : base(settings, config)
    {
    }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedMessageQueue();
}

/// <summary>No capacity, two ends: for actors that stash.</summary>
public sealed class UnboundedDequeBasedMailbox : MailboxType, IProducesMessageQueue<UnboundedDequeMessageQueue>
{
    /// <summary>For code.</summary>
    public UnboundedDequeBasedMailbox()
        : this(null!, null!)
    {
    }

    /// <summary>For the configuration.</summary>
    public UnboundedDequeBasedMailbox(Settings settings, Config config)
        : base(settings, config)
    {
    }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedDequeMessageQueue();
}

/// <summary>What a bounded mailbox reads from its section.</summary>
internal static class BoundedMailboxSettings
{
    public static (int Capacity, TimeSpan PushTimeout) Read(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var capacity = config.GetInt("mailbox-capacity", 0);
        var pushTimeout = config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.FromSeconds(-1));
        return (Check(capacity, pushTimeout), pushTimeout);
    }

    public static int Check(int capacity, TimeSpan pushTimeout)
    {
        if (capacity < 0)
            throw new ArgumentException("The capacity for BoundedMailbox cannot be negative", nameof(capacity));
        if (pushTimeout < TimeSpan.Zero && pushTimeout != TimeSpan.FromSeconds(-1) && pushTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentException("The push time-out for BoundedMailbox cannot be be negative", nameof(pushTimeout));
        return capacity == 0 ? int.MaxValue : capacity;
    }
}

/// <summary>With a capacity: <c>mailbox-capacity</c> messages; a sender waits <c>mailbox-push-timeout-time</c> for room.</summary>
public sealed class BoundedMailbox : MailboxType, IProducesMessageQueue<BoundedMessageQueue>, IProducesPushTimeoutSemanticsMailbox
{
    /// <summary>For the configuration.</summary>
    public BoundedMailbox(Settings settings, Config config)
        : base(settings, config) => (Capacity, PushTimeout) = BoundedMailboxSettings.Read(config);

    /// <summary>How many messages may wait.</summary>
    public int Capacity { get; }

    /// <summary>How long a sender waits for room.</summary>
    public TimeSpan PushTimeout { get; }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new BoundedMessageQueue(Capacity, PushTimeout);
}

/// <summary>With a capacity and two ends.</summary>
public class BoundedDequeBasedMailbox : MailboxType, IProducesMessageQueue<BoundedDequeMessageQueue>, IProducesPushTimeoutSemanticsMailbox
{
    /// <summary>For the configuration.</summary>
    public BoundedDequeBasedMailbox(Settings settings, Config config)
        : base(settings, config) => (Capacity, PushTimeout) = BoundedMailboxSettings.Read(config);

    /// <summary>How many messages may wait.</summary>
    public int Capacity { get; }

    /// <summary>How long a sender waits for room.</summary>
    public TimeSpan PushTimeout { get; }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new BoundedDequeMessageQueue(Capacity, PushTimeout);
}

/// <summary>A mailbox in which the message with the lowest priority number comes first. Inherit it and give the numbers.</summary>
public abstract class UnboundedPriorityMailbox : MailboxType, IProducesMessageQueue<UnboundedPriorityMessageQueue>
{
    /// <summary>For how many messages room is made when nothing else is said.</summary>
    public const int DefaultCapacity = 11;

    /// <summary>For the configuration.</summary>
    protected UnboundedPriorityMailbox(Settings settings, Config config)
        : base(settings, config) => InitialCapacity = DefaultCapacity;

    /// <summary>For how many messages room is made at the beginning.</summary>
    public int InitialCapacity { get; }

    /// <summary>A message's number; the lowest comes first.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc/>
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new UnboundedPriorityMessageQueue(PriorityGenerator, InitialCapacity);
}

/// <summary>As <see cref="UnboundedPriorityMailbox"/>; messages of equal number keep their order (as they do in both here).</summary>
public abstract class UnboundedStablePriorityMailbox : MailboxType, IProducesMessageQueue<UnboundedStablePriorityMessageQueue>
{
    /// <summary>For how many messages room is made when nothing else is said.</summary>
    public const int DefaultCapacity = 11;

    /// <summary>For the configuration.</summary>
    protected UnboundedStablePriorityMailbox(Settings settings, Config config)
        : base(settings, config) => InitialCapacity = DefaultCapacity;

    /// <summary>For how many messages room is made at the beginning.</summary>
    public int InitialCapacity { get; }

    /// <summary>A message's number; the lowest comes first.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc/>
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new UnboundedStablePriorityMessageQueue(PriorityGenerator, InitialCapacity);
}
