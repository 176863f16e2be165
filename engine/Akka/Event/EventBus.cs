using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Akka.Event;

/// <summary>
/// Hands events to those who subscribed to their kind. Publishing takes no locks and, for a kind that was published
/// before, one look-up; subscribing costs more. Safe for use from any thread.
/// </summary>
/// <remarks>
/// Who subscribes to a kind also gets the kinds below it. Who then unsubscribes from one of these gets all but that one.
/// </remarks>
/// <typeparam name="TEvent">What is published.</typeparam>
/// <typeparam name="TClassifier">The kinds of events.</typeparam>
/// <typeparam name="TSubscriber">Who gets events.</typeparam>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TClassifier : notnull
    where TSubscriber : notnull
{
    // Kinds may come from outside, as topics do; remembering all of them would let others fill the memory.
    private const int MaxRemembered = 65_536;

    private readonly Lock _change = new();
    private Subscriptions _subscriptions = new(ImmutableDictionary<TSubscriber, ImmutableArray<Rule>>.Empty);

    /// <summary>Subscribes to a kind of events.</summary>
    /// <returns>False if that changes nothing.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_change)
        {
            var rules = RulesOf(subscriber);
            if (IsWanted(rules, classifier) && !rules.Any(rule => !rule.Wanted && IsSubClassification(classifier, rule.Classifier)))
                return false;
            rules = WithoutBelow(rules, classifier);
            if (!IsWanted(rules, classifier))
                rules = rules.Add(new Rule(classifier, Wanted: true));
            SetRules(subscriber, rules);
            return true;
        }
    }

    /// <summary>Unsubscribes from all kinds of events.</summary>
    /// <returns>False if there was no subscription.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        lock (_change)
        {
            if (!HasSubscriptions(subscriber))
                return false;
            SetRules(subscriber, []);
            return true;
        }
    }

    /// <summary>Unsubscribes from a kind of events and all kinds below it.</summary>
    /// <returns>False if that changes nothing.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_change)
        {
            var rules = RulesOf(subscriber);
            if (!IsWanted(rules, classifier) && !rules.Any(rule => rule.Wanted && IsSubClassification(classifier, rule.Classifier)))
                return false;
            rules = WithoutBelow(rules, classifier);
            if (IsWanted(rules, classifier))
                rules = rules.Add(new Rule(classifier, Wanted: false));
            SetRules(subscriber, rules.Any(rule => rule.Wanted) ? rules : []);
            return true;
        }
    }

    /// <summary>Hands <paramref name="event"/> to all who subscribed to its kind.</summary>
    public virtual void Publish(TEvent @event)
    {
        var kind = GetClassifier(@event);
        var subscriptions = Volatile.Read(ref _subscriptions);
        if (!subscriptions.Receivers.TryGetValue(kind, out var receivers))
        {
            receivers = FindReceivers(subscriptions.Rules, @event, kind);
            if (subscriptions.Receivers.Count < MaxRemembered)
                subscriptions.Receivers[kind] = receivers;
        }

        foreach (var receiver in receivers)
            Publish(@event, receiver);
    }

    /// <summary>Whether <paramref name="subscriber"/> gets any events.</summary>
    internal bool HasSubscriptions(TSubscriber subscriber) =>
        Volatile.Read(ref _subscriptions).Rules.ContainsKey(subscriber);

    /// <summary>Whether <paramref name="child"/> is <paramref name="parent"/> or a kind below it.</summary>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    /// <summary>Hands <paramref name="event"/> to <paramref name="subscriber"/>.</summary>
    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    /// <summary>Whether <paramref name="event"/> is of the kind <paramref name="classifier"/>. The answer must only depend on the event's own kind.</summary>
    protected abstract bool Classify(TEvent @event, TClassifier classifier);

    /// <summary>The kind of <paramref name="event"/>.</summary>
    protected abstract TClassifier GetClassifier(TEvent @event);

    /// <summary>The name of the object's type, without its namespace.</summary>
    protected string SimpleName(object source) => Logging.SimpleName(source);

    /// <summary>The type's name, without its namespace.</summary>
    protected string SimpleName(Type source) => Logging.SimpleName(source);

    private ImmutableArray<Rule> RulesOf(TSubscriber subscriber) =>
        _subscriptions.Rules.TryGetValue(subscriber, out var rules) ? rules : [];

    private void SetRules(TSubscriber subscriber, ImmutableArray<Rule> rules)
    {
        var all = _subscriptions.Rules;
        Volatile.Write(ref _subscriptions, new Subscriptions(rules.IsEmpty ? all.Remove(subscriber) : all.SetItem(subscriber, rules)));
    }

    /// <summary>What the latest rule about the whole of <paramref name="classifier"/> says.</summary>
    private bool IsWanted(ImmutableArray<Rule> rules, TClassifier classifier)
    {
        for (var i = rules.Length - 1; i >= 0; i--)
        {
            if (IsSubClassification(rules[i].Classifier, classifier))
                return rules[i].Wanted;
        }

        return false;
    }

    private ImmutableArray<Rule> WithoutBelow(ImmutableArray<Rule> rules, TClassifier classifier) =>
        rules.RemoveAll(rule => IsSubClassification(classifier, rule.Classifier));

    private TSubscriber[] FindReceivers(ImmutableDictionary<TSubscriber, ImmutableArray<Rule>> all, TEvent @event, TClassifier kind)
    {
        var receivers = new List<TSubscriber>();
        foreach (var (subscriber, rules) in all)
        {
            for (var i = rules.Length - 1; i >= 0; i--)
            {
                var rule = rules[i];
                if (!(rule.Wanted ? Classify(@event, rule.Classifier) : IsSubClassification(rule.Classifier, kind)))
                    continue;
                if (rule.Wanted)
                    receivers.Add(subscriber);
                break;
            }
        }

        return [.. receivers];
    }

    /// <summary>A subscription, or an exception from an earlier one; later rules go before earlier ones.</summary>
    private readonly record struct Rule(TClassifier Classifier, bool Wanted);

    /// <summary>All rules at one time, and who gets the kinds that were published since.</summary>
    private sealed class Subscriptions(ImmutableDictionary<TSubscriber, ImmutableArray<Rule>> rules)
    {
        public ImmutableDictionary<TSubscriber, ImmutableArray<Rule>> Rules { get; } = rules;

        public ConcurrentDictionary<TClassifier, TSubscriber[]> Receivers { get; } = new();
    }
}
