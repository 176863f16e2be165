using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The mailboxes of a system: which queue an actor gets.</summary>
public class Mailboxes
{
    /// <summary>The mailbox of actors that name none.</summary>
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    /// <summary>No requirement.</summary>
    public static readonly string NoMailboxRequirement = "";

    private readonly ActorSystem _system;
    private readonly Dictionary<Type, string> _requirements = [];
    private readonly ConcurrentDictionary<string, MailboxType> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, Type?> _requiredQueues = new();
    private readonly ConcurrentDictionary<Asked, MailboxType> _resolved = new();

    /// <summary>Reads <c>akka.actor.mailbox.requirements</c>.</summary>
    public Mailboxes(ActorSystem system)
    {
        _system = system;
        DeadLetterMailbox = new DeadLetterMailbox(system.DeadLetters);
        if (system.Settings.Config.GetConfig("akka.actor.mailbox.requirements") is not { } requirements)
            return;
        foreach (var (typeName, id) in requirements.AsEnumerable())
        {
            var name = typeName.Trim('"');
            var type = Type.GetType(name)
                ?? throw requirements.Refuse(typeName, $"Mailbox Requirement mapping [{name}] is not an actual type.");
            _requirements.Add(type, id.GetString() ?? "");
        }
    }

    /// <summary>Where the messages of ended actors go.</summary>
    public DeadLetterMailbox DeadLetterMailbox { get; }

    /// <summary>The mailbox type under a path in the configuration.</summary>
    public MailboxType Lookup(string id) => _types.TryGetValue(id, out var type) ? type : _types.GetOrAdd(id, Create(id));

    /// <summary>The mailbox type that the configuration maps a queue's semantics to.</summary>
    public MailboxType LookupByQueueType(Type queueType) => Lookup(MailboxIdFor(queueType));

    /// <summary>Whether actors of a type ask for a queue of some kind.</summary>
    public bool HasRequiredType(Type actorType) => GetRequiredType(actorType) is not null;

    /// <summary>The kind of queue that actors of a type ask for, or null.</summary>
    public Type? GetRequiredType(Type actorType) =>
        _requiredQueues.GetOrAdd(actorType, static type => TypeArgumentOf(type, typeof(IRequiresMessageQueue<>)));

    /// <summary>Whether a mailbox type says which queue it makes.</summary>
    public bool ProducesMessageQueue(Type mailboxType) => TypeArgumentOf(mailboxType, typeof(IProducesMessageQueue<>)) is not null;

    /// <summary>
    /// The mailbox of an actor: what its deployment names, else what its dispatcher names, else what its class asks for, else
    /// what its dispatcher asks for, else the default.
    /// </summary>
    /// <exception cref="ArgumentException">What is named does not give what the class asks for.</exception>
    public MailboxType GetMailboxType(Props props, Config dispatcherConfig)
    {
        var asked = new Asked(props.Type, props.Mailbox, dispatcherConfig);
        return _resolved.TryGetValue(asked, out var type) ? type : _resolved.GetOrAdd(asked, Resolve(props, dispatcherConfig));
    }

    private MailboxType Resolve(Props props, Config dispatcherConfig)
    {
        var actorType = props.Type;
        var requirement = GetRequiredType(actorType);
        var dispatcherRequirement = dispatcherConfig.GetString("mailbox-requirement", NoMailboxRequirement);
        var fromDispatcher = string.IsNullOrEmpty(dispatcherRequirement)
            ? null
            : Type.GetType(dispatcherRequirement)
                ?? throw dispatcherConfig.Refuse("mailbox-requirement", $"mailbox-requirement [{dispatcherRequirement}] of dispatcher [{dispatcherConfig.GetString("id", "")}] is not an actual type.");

        if (props.Mailbox is { Length: > 0 } named && named != Deploy.NoMailboxGiven)
            return Verified(Lookup(named));
        if (dispatcherConfig.HasPath("mailbox-type") && !string.IsNullOrEmpty(dispatcherConfig.GetString("mailbox-type", "")))
            return Verified(Lookup(dispatcherConfig.GetString("id", "")));
        if (requirement is not null && _requirements.ContainsKey(requirement))
            return Verified(LookupByQueueType(requirement));
        if (fromDispatcher is not null)
            return LookupByQueueType(fromDispatcher);
        return Verified(Lookup(DefaultMailboxId));

        MailboxType Verified(MailboxType type)
        {
            var produced = TypeArgumentOf(type.GetType(), typeof(IProducesMessageQueue<>));
            if (fromDispatcher is not null && produced is not null && !fromDispatcher.IsAssignableFrom(produced))
                throw new ArgumentException($"produced message queue type [{produced}] does not fulfill requirement for dispatcher [{dispatcherConfig.GetString("id", "")}]. Must be a subclass of [{fromDispatcher}]", nameof(dispatcherConfig));
            if (requirement is not null && produced is not null && !requirement.IsAssignableFrom(produced))
                throw new ArgumentException($"produced message queue type of [{produced}] does not fulfill requirement for actor class [{actorType}]. Must be a subclass of [{requirement}]", nameof(props));
            return type;
        }
    }

    private string MailboxIdFor(Type queueType) =>
        _requirements.TryGetValue(queueType, out var id)
            ? id
            : throw new ConfigurationException($"Mailbox Mapping for [{queueType}] not configured");

    private MailboxType Create(string id)
    {
        var config = _system.Settings.Config;
        if (id == "unbounded")
            return new UnboundedMailbox();
        var section = config.GetConfig(id);
        // A name that means something without a section of its own; one may still say how much it holds.
        if (id == "bounded")
            section = section.SafeWithFallback(config.GetConfig("akka.actor.mailbox.bounded-queue-based"));
        if (section is null || section.IsEmpty)
            throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        var typeName = section.GetString("mailbox-type", "");
        if (string.IsNullOrEmpty(typeName))
            throw section.Refuse("mailbox-type", $"The setting mailbox-type defined in [{id}] is empty");
        return section.Make<MailboxType>("mailbox-type", typeName, _system.Settings, section.WithFallback(config.GetConfig(DefaultMailboxId)));
    }

    private static Type? TypeArgumentOf(Type type, Type genericInterface)
    {
        // The most derived of several wins: IWithStash asks for a deque, whatever its bases ask for.
        Type? found = null;
        foreach (var candidate in type.GetInterfaces())
        {
            if (!candidate.IsGenericType || candidate.GetGenericTypeDefinition() != genericInterface)
                continue;
            var argument = candidate.GetGenericArguments()[0];
            if (found is null || found.IsAssignableFrom(argument))
                found = argument;
        }
        return found;
    }

    // Looked up for every actor that is made, so it hashes what tells nearly all apart and nothing else.
    private readonly struct Asked(Type actor, string mailbox, Config dispatcherConfig) : IEquatable<Asked>
    {
        private readonly Type _actor = actor;
        private readonly string _mailbox = mailbox;
        private readonly Config _dispatcherConfig = dispatcherConfig;

        public bool Equals(Asked other) =>
            _actor == other._actor && ReferenceEquals(_dispatcherConfig, other._dispatcherConfig) && _mailbox == other._mailbox;

        public override bool Equals(object? obj) => obj is Asked other && Equals(other);

        public override int GetHashCode() => _actor.GetHashCode();
    }
}
