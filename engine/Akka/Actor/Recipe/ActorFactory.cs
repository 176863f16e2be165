using System.Collections.Concurrent;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Makes actors in a way of its own, for example from a container of services.</summary>
public interface IIndirectActorProducer
{
    /// <summary>The class of the actors it makes.</summary>
    Type ActorType { get; }

    /// <summary>Makes an instance; called for every incarnation, in its turn.</summary>
    ActorBase Produce();

    /// <summary>Takes an instance back that has ended.</summary>
    void Release(ActorBase actor);
}

/// <summary>How a recipe makes instances.</summary>
internal abstract class ActorFactory(Type actorType, object[] arguments)
{
    public Type ActorType => actorType;

    public object[] Arguments => arguments;

    public abstract ActorBase Produce();

    public virtual void Release(ActorBase actor)
    {
    }
}

/// <summary>Calls a producer.</summary>
internal sealed class ProducerFactory(IIndirectActorProducer producer, object[] arguments) : ActorFactory(producer.ActorType, arguments)
{
    public override ActorBase Produce() => producer.Produce();

    public override void Release(ActorBase actor) => producer.Release(actor);
}

/// <summary>
/// Calls a constructor. Which one is looked up with the first instance, and the call is compiled then, so that the next
/// thousand cost what <c>new</c> costs.
/// </summary>
internal sealed class ConstructorFactory(Type type, object[] arguments, ConstructorInfo? constructor) : ActorFactory(type, arguments)
{
    // A recipe is often made for one actor alone, its constructor is not.
    private static readonly ConcurrentDictionary<ConstructorInfo, ConstructorInvoker> Invokers = new();

    private ConstructorInvoker? _invoker;
    private object?[]? _completeArguments;

    public override ActorBase Produce()
    {
        var invoker = _invoker ?? Resolve();
        return (ActorBase)invoker.Invoke(_completeArguments.AsSpan());
    }

    private ConstructorInvoker Resolve()
    {
        var found = constructor ?? ConstructorFor(ActorType, Arguments);
        _completeArguments = Complete(found, Arguments);
        return _invoker = Invokers.GetOrAdd(found, static c => ConstructorInvoker.Create(c));
    }

    private static ConstructorInfo ConstructorFor(Type type, object[] args)
    {
        if (type.IsAbstract)
            throw new MissingMethodException($"Cannot create an abstract class: {type}");
        const BindingFlags AnyConstructor = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var candidates = type.GetConstructors(AnyConstructor).Where(c => (c.IsPublic || args.Length == 0) && Takes(c, args)).ToArray();
        return candidates.Length switch
        {
            1 => candidates[0],
            0 => throw new MissingMethodException($"Constructor on type '{type}' not found."),
            _ => MostSpecific(type, candidates, args),
        };
    }

    private static bool Takes(ConstructorInfo constructor, object[] args)
    {
        var parameters = constructor.GetParameters();
        if (args.Length > parameters.Length)
            return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i >= args.Length)
            {
                if (!parameters[i].IsOptional)
                    return false;
                continue;
            }
            var wanted = parameters[i].ParameterType;
            if (args[i] is { } given ? !wanted.IsInstanceOfType(given) && !Widens(given, wanted) : wanted.IsValueType && Nullable.GetUnderlyingType(wanted) is null)
                return false;
        }
        return true;
    }

    // As the language does: an int will do where a long is wanted.
    private static bool Widens(object given, Type wanted) =>
        given is IConvertible && wanted.IsPrimitive && given.GetType().IsPrimitive && (given, Type.GetTypeCode(wanted)) switch
        {
            (int or short or byte or sbyte or ushort, TypeCode.Int64 or TypeCode.Double or TypeCode.Single) => true,
            (short or byte or sbyte, TypeCode.Int32) => true,
            (long or uint or float, TypeCode.Double) => true,
            _ => false,
        };

    private static ConstructorInfo MostSpecific(Type type, ConstructorInfo[] candidates, object[] args)
    {
        var types = args.Select(a => a?.GetType() ?? typeof(object)).ToArray();
        var exact = candidates.FirstOrDefault(c => c.GetParameters().Select(p => p.ParameterType).SequenceEqual(types));
        if (exact is not null)
            return exact;
        var sameCount = candidates.Where(c => c.GetParameters().Length == args.Length).ToArray();
        var pool = sameCount.Length > 0 ? sameCount : candidates;
        return pool.FirstOrDefault(c => pool.All(other => other == c || AtLeastAsSpecific(c, other)))
            ?? throw new AmbiguousMatchException($"Ambiguous constructors on type '{type}' for {args.Length} arguments.");
    }

    private static bool AtLeastAsSpecific(ConstructorInfo a, ConstructorInfo b) =>
        a.GetParameters().Zip(b.GetParameters()).All(p => p.Second.ParameterType.IsAssignableFrom(p.First.ParameterType));

    private static object?[] Complete(ConstructorInfo constructor, object[] args)
    {
        var parameters = constructor.GetParameters();
        var complete = new object?[parameters.Length];
        for (var i = 0; i < complete.Length; i++)
        {
            var value = i < args.Length ? args[i] : parameters[i].DefaultValue;
            complete[i] = value is not null && !parameters[i].ParameterType.IsInstanceOfType(value) && Widens(value, parameters[i].ParameterType)
                ? Convert.ChangeType(value, parameters[i].ParameterType, System.Globalization.CultureInfo.InvariantCulture)
                : value;
        }
        return complete;
    }
}
