using Akka.Actor;
using Akka.Util;

namespace Akka.TestKit;

/// <summary>What a test actor can be told to do; the test kit's methods send these, a test seldom has to.</summary>
public static class TestActor
{
    /// <summary>Whether a message is to be thrown away instead of being queued for the test.</summary>
    /// <param name="message">The message.</param>
    public delegate bool Ignore(object message);

    /// <inheritdoc cref="AutoPilot.KeepRunning"/>
    public static AutoPilot KeepRunning => AutoPilot.KeepRunning;

    /// <inheritdoc cref="AutoPilot.NoAutoPilot"/>
    public static AutoPilot NoAutoPilot => AutoPilot.NoAutoPilot;

    /// <inheritdoc cref="NullMessageEnvelope.Instance"/>
    public static NullMessageEnvelope NullMessage => NullMessageEnvelope.Instance;

    /// <summary>Throw messages away from now on; messages already queued stay.</summary>
    public class SetIgnore : INoSerializationVerificationNeeded
    {
        /// <summary>Names what to throw away.</summary>
        /// <param name="ignore">True for what is to be thrown away; null to keep everything.</param>
        public SetIgnore(Ignore? ignore) => Ignore = ignore;

        /// <summary>True for what is to be thrown away; null to keep everything.</summary>
        public Ignore? Ignore { get; }
    }

    /// <summary>Let a pilot answer from now on.</summary>
    public class SetAutoPilot : INoSerializationVerificationNeeded
    {
        /// <summary>Names the pilot.</summary>
        /// <param name="autoPilot">The pilot.</param>
        public SetAutoPilot(AutoPilot autoPilot)
        {
            ArgumentNullException.ThrowIfNull(autoPilot);
            AutoPilot = autoPilot;
        }

        /// <summary>The pilot.</summary>
        public AutoPilot AutoPilot { get; }
    }

    /// <summary>Watch an actor; its <see cref="Terminated"/> is queued for the test.</summary>
    public class Watch : INoSerializationVerificationNeeded
    {
        /// <summary>Names the actor.</summary>
        /// <param name="actorToWatch">The actor.</param>
        public Watch(IActorRef actorToWatch) => Actor = actorToWatch;

        /// <summary>The actor.</summary>
        public IActorRef Actor { get; }
    }

    /// <summary>Watch an actor no longer.</summary>
    public class Unwatch : INoSerializationVerificationNeeded
    {
        /// <summary>Names the actor.</summary>
        /// <param name="actorToUnwatch">The actor.</param>
        public Unwatch(IActorRef actorToUnwatch) => Actor = actorToUnwatch;

        /// <summary>The actor.</summary>
        public IActorRef Actor { get; }
    }

    /// <summary>Create a child of the test actor; its ref is queued for the test.</summary>
    public class Spawn : INoSerializationVerificationNeeded
    {
        /// <summary>How the child is made.</summary>
        public readonly Props _props;

        /// <summary>The child's name, or nothing for a made-up one.</summary>
        public readonly Option<string> _name;

        /// <summary>What happens when the child fails, or nothing for the default strategy.</summary>
        public readonly Option<SupervisorStrategy> _supervisorStrategy;

        /// <summary>Describes the child.</summary>
        /// <param name="props">How it is made.</param>
        /// <param name="name">Its name, or nothing for a made-up one.</param>
        /// <param name="supervisorStrategy">What happens when it fails, or nothing for the default strategy.</param>
        public Spawn(Props props, Option<string> name, Option<SupervisorStrategy> supervisorStrategy)
        {
            _props = props;
            _name = name;
            _supervisorStrategy = supervisorStrategy;
        }

        /// <summary>Creates the child.</summary>
        /// <param name="context">Whose child it becomes.</param>
        /// <returns>The child.</returns>
        public IActorRef Apply(IActorRefFactory context) =>
            _name.HasValue ? context.ActorOf(_props, _name.Value) : context.ActorOf(_props, null);
    }
}
