using System.Linq.Expressions;
using Akka.Util;

namespace Akka.Actor;

/// <summary>
/// The recipe an actor is made by: class, constructor arguments, and where it is to run. Immutable and safe to share; each
/// <c>With…</c> gives a copy.
/// </summary>
public class Props : IEquatable<Props>, ISurrogated
{
    /// <summary>A recipe that no actor can be made by.</summary>
    public static readonly Props None = new(typeof(EmptyActor));

    internal static readonly Props Terminated = new TerminatedProps();

    private static readonly object[] NoArgs = [];

    private readonly ActorFactory _factory;

    /// <summary>For subclasses.</summary>
    protected Props()
        : this(typeof(EmptyActor))
    {
    }

    /// <summary>A copy, for subclasses.</summary>
    protected Props(Props copy)
        : this(copy._factory, copy.Deploy, copy.SupervisorStrategy)
    {
    }

    /// <summary>A class with a constructor without parameters.</summary>
    public Props(Type type)
        : this(type, NoArgs)
    {
    }

    /// <summary>A class and its constructor's arguments.</summary>
    public Props(Type type, object[] args)
        : this(Deploy.Local, type, args)
    {
    }

    /// <summary>A class, how its children are supervised, and its constructor's arguments.</summary>
    public Props(Type type, SupervisorStrategy? supervisorStrategy, IEnumerable<object> args)
        : this(FactoryOf(type, [.. args]), Deploy.Local, supervisorStrategy)
    {
    }

    /// <summary>A class, how its children are supervised, and its constructor's arguments.</summary>
    public Props(Type type, SupervisorStrategy? supervisorStrategy, params object[] args)
        : this(FactoryOf(type, args), Deploy.Local, supervisorStrategy)
    {
    }

    /// <summary>Where it runs, a class, and its constructor's arguments.</summary>
    public Props(Deploy deploy, Type type, IEnumerable<object> args)
        : this(FactoryOf(type, [.. args]), deploy, null)
    {
    }

    /// <summary>Where it runs, a class, and its constructor's arguments.</summary>
    public Props(Deploy deploy, Type type, params object[] args)
        : this(FactoryOf(type, args), deploy, null)
    {
    }

    private Props(ActorFactory factory, Deploy deploy, SupervisorStrategy? supervisorStrategy)
    {
        _factory = factory;
        Deploy = deploy;
        SupervisorStrategy = supervisorStrategy;
    }

    /// <summary>A recipe for an actor that handles nothing.</summary>
    public static Props Empty { get; } = Create<EmptyActor>();

    /// <summary>The actor's class.</summary>
    public Type Type => _factory.ActorType;

    /// <summary>The class's name with its assembly.</summary>
    public string TypeName => Type.AssemblyQualifiedName ?? Type.FullName ?? Type.Name;

    /// <summary>The constructor's arguments.</summary>
    public object[] Arguments => _factory.Arguments;

    /// <summary>Where it is to run.</summary>
    public Deploy Deploy { get; protected set; }

    /// <summary>How its children are supervised, or null where its class says so.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; protected set; }

    /// <summary>The dispatcher's path in the configuration.</summary>
    public string Dispatcher => Deploy.Dispatcher is { } dispatcher && dispatcher != Deploy.NoDispatcherGiven
        ? dispatcher
        : Dispatch.Dispatchers.DefaultDispatcherId;

    /// <summary>The mailbox's path in the configuration, or <see cref="Deploy.NoMailboxGiven"/>.</summary>
    public string Mailbox => Deploy.Mailbox;

    /// <summary>
    /// A recipe from a constructor call: <c>Props.Create(() => new X(a, b))</c>. The arguments are evaluated now, once; every
    /// incarnation gets the same values.
    /// </summary>
    /// <exception cref="ArgumentException">The expression is something other than <c>new</c>.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is UnaryExpression)
            return new DynamicProps<TActor>(factory.Compile()) { SupervisorStrategy = supervisorStrategy };
        var call = factory.Body as NewExpression
            ?? throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        var arguments = ArgumentEvaluator.Evaluate(call.Arguments);
        return new Props(new ConstructorFactory(typeof(TActor), arguments, call.Constructor), Deploy.Local, supervisorStrategy);
    }

    /// <summary>A recipe from a class and its constructor's arguments.</summary>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>A recipe from a class with a constructor without parameters.</summary>
    public static Props Create<TActor>(SupervisorStrategy? supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), supervisorStrategy);

    /// <summary>A recipe from a class and its constructor's arguments.</summary>
    public static Props Create(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type, "Props must be instantiated with an actor type.");
        return new Props(type, args);
    }

    /// <summary>A recipe around a producer of one's own.</summary>
    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) =>
        new(new ProducerFactory(producer, args), Deploy.Local, null);

    /// <summary>A recipe around a producer that is made, with the arguments, once.</summary>
    public static Props CreateBy<TProducer>(params object[] args)
        where TProducer : class, IIndirectActorProducer =>
        CreateBy((IIndirectActorProducer)Activator.CreateInstance(typeof(TProducer), args)!);

    /// <summary>The same with another mailbox.</summary>
    public Props WithMailbox(string mailbox) => With(Deploy.WithMailbox(mailbox));

    /// <summary>The same on another dispatcher.</summary>
    public Props WithDispatcher(string dispatcher) => With(Deploy.WithDispatcher(dispatcher));

    /// <summary>The same with a limit to its stash.</summary>
    public Props WithStashCapacity(int stashCapacity) => With(Deploy.WithStashCapacity(stashCapacity));

    /// <summary>The same with another deployment; what that leaves open stays.</summary>
    public Props WithDeploy(Deploy deploy) => With(deploy.WithFallback(Deploy));

    /// <summary>The same with another supervision of its children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy)
    {
        var copy = Copy();
        copy.SupervisorStrategy = supervisorStrategy;
        return copy;
    }

    private Props With(Deploy deploy)
    {
        var copy = Copy();
        copy.Deploy = deploy;
        return copy;
    }

    /// <summary>Makes an instance.</summary>
    /// <exception cref="TypeLoadException">The constructor threw, or none takes the arguments; the inner exception says which.</exception>
    public virtual ActorBase NewActor()
    {
        try
        {
            return _factory.Produce();
        }
        catch (Exception e)
        {
            throw new TypeLoadException(
                $"Error while creating actor instance of type {Type} with {Arguments.Length} args: ({string.Join(",", Arguments.Select(a => a ?? "null"))})", e);
        }
    }

    internal virtual void Release(ActorBase actor) => _factory.Release(actor);

    /// <summary>A copy.</summary>
    protected virtual Props Copy() => new(_factory, Deploy, SupervisorStrategy);

    /// <inheritdoc/>
    public bool Equals(Props? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Equals(Deploy, other.Deploy) && Type == other.Type && Arguments.SequenceEqual(other.Arguments));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Props);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Deploy, Type, Arguments.Length);

    /// <inheritdoc/>
    public ISurrogate ToSurrogate(ActorSystem system) => new PropsSurrogate { Type = Type, Deploy = Deploy, Arguments = Arguments };

    private static ConstructorFactory FactoryOf(Type type, object[]? args) =>
        new(type ?? throw new ArgumentNullException(nameof(type), "Props must be instantiated with an actor type."), args ?? [null!], null);

    /// <summary>A recipe as plain data.</summary>
    public class PropsSurrogate : ISurrogate
    {
        /// <summary>The class.</summary>
        public Type Type { get; set; } = typeof(EmptyActor);

        /// <summary>Where it runs.</summary>
        public Deploy Deploy { get; set; } = Deploy.Local;

        /// <summary>The constructor's arguments.</summary>
        public object[] Arguments { get; set; } = NoArgs;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new Props(Deploy, Type, Arguments);
    }

    internal class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}

/// <summary>The recipe in the cell of an actor that has ended.</summary>
public class TerminatedProps : Props
{
    /// <inheritdoc/>
    public override ActorBase NewActor() => throw new InvalidOperationException("This actor has been terminated");

    /// <inheritdoc/>
    protected override Props Copy() => throw new InvalidOperationException("This actor has been terminated");
}

/// <summary>A recipe around a function that is more than a constructor call.</summary>
internal sealed class DynamicProps<TActor>(Func<TActor> invoker) : Props(typeof(TActor))
    where TActor : ActorBase
{
    public override ActorBase NewActor() => invoker();

    protected override Props Copy() => new DynamicProps<TActor>(invoker) { Deploy = Deploy, SupervisorStrategy = SupervisorStrategy };
}
