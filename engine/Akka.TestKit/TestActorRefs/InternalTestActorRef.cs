using System.Globalization;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit.Internal;

/// <summary>The ref behind a <see cref="TestActorRef{TActor}"/>: its actor runs on the sender's thread and can be reached.</summary>
public class InternalTestActorRef : LocalActorRef
{
    private static long _lastNumber;

    private InternalTestActorRef(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path)
        : base(system, props, dispatcher, mailboxType, supervisor, path)
    {
    }

    /// <summary>The actor's current instance.</summary>
    /// <exception cref="IllegalActorStateException">The actor has ended or was never made: its constructor threw, say.</exception>
    public object UnderlyingActor
    {
        get
        {
            if (IsTerminated)
                throw new IllegalActorStateException($"The underlying actor of {this} is terminated.");
            return GetTestActorCell().Actor ?? AwaitActor();
        }
    }

    /// <summary>Creates and starts an actor.</summary>
    /// <param name="system">On which system.</param>
    /// <param name="props">How it is made; without a dispatcher of its own it runs on its senders' threads.</param>
    /// <param name="supervisor">Its parent, an actor of this process; null for the user guardian.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <exception cref="InvalidActorNameException">The parent has a child of that name.</exception>
    public static InternalTestActorRef Create(ActorSystem system, Props props, IActorRef? supervisor = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(props);
        TestKitExtension.For(system);
        var systemImpl = (ActorSystemImpl)system;
        if (props.Deploy.Dispatcher == Deploy.NoDispatcherGiven)
            props = props.WithDispatcher(CallingThreadDispatcher.Id);
        var dispatcher = systemImpl.Dispatchers.Lookup(props.Dispatcher);
        var mailboxType = systemImpl.Mailboxes.GetMailboxType(props, dispatcher.Configurator.Config);

        var parent = (IInternalActorRef)(supervisor ?? systemImpl.Guardian);
        var parentCell = (parent as LocalActorRef)?.Cell
            ?? throw new ArgumentException($"Expected a supervisor that runs in this process, got {parent} ({parent.GetType()}).", nameof(supervisor));
        name ??= CreateUniqueName();
        var path = new ChildActorPath(parent.Path, name, ActorCell.NewUid());
        var actor = new InternalTestActorRef(systemImpl, props, dispatcher, mailboxType, parent, path);
        parentCell.AddChild(actor);
        actor.Start();
        return actor;
    }

    /// <summary>A name that no other test actor has.</summary>
    public static string CreateUniqueName() =>
        "$$" + Interlocked.Increment(ref _lastNumber).ToString(CultureInfo.InvariantCulture);

    /// <summary>Lets the actor process a message at once, past its mailbox; what it throws passes to the caller.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender; null for the current actor.</param>
    public void Receive(object message, IActorRef? sender = null) =>
        GetTestActorCell().ReceiveMessageForTest(EnvelopeFor(message, sender));

    /// <summary>Lets the actor process a message at once, past its mailbox; what it throws passes to the caller.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender; null for the current actor.</param>
    /// <returns>Ends with the actor's asynchronous handler, if it has one for the message.</returns>
    public Task ReceiveAsync(object message, IActorRef? sender = null) =>
        GetTestActorCell().ReceiveMessageForTestAsync(EnvelopeFor(message, sender));

    /// <summary>Lets the actor watch another.</summary>
    /// <param name="subject">The other.</param>
    public void Watch(IActorRef subject) => Cell.UseThreadContext(() => Cell.Watch(subject));

    /// <summary>Lets the actor watch another no longer.</summary>
    /// <param name="subject">The other.</param>
    public void Unwatch(IActorRef subject) => Cell.UseThreadContext(() => Cell.Unwatch(subject));

    /// <inheritdoc/>
    public override string ToString() => $"TestActor[{Path}]";

    /// <summary>The cell, as what it is.</summary>
    protected TestActorCell GetTestActorCell() => (TestActorCell)Cell;

    /// <inheritdoc/>
    protected override ActorCell NewActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor) =>
        new TestActorCell(system, self, props, dispatcher, supervisor);

    private static Envelope EnvelopeFor(object message, IActorRef? sender) =>
        new(message, sender ?? ActorCell.GetCurrentSelfOrNoSender()!);

    /// <summary>An actor with a dispatcher of its own may not have come to life yet, or be between two lives.</summary>
    private object AwaitActor()
    {
        var timeout = TestKitExtension.For(System).DefaultTimeout;
        var answer = this.Ask<object>(InternalGetActor.Instance, timeout);
        if (!BlockedThread.Wait(answer, timeout, CancellationToken.None) || !answer.IsCompletedSuccessfully)
            throw new IllegalActorStateException($"The underlying actor of {this} does not exist. The log says why, if its constructor or PreStart threw.");
        return answer.Result;
    }

    /// <summary>Asks the cell for the actor's instance.</summary>
    public class InternalGetActor : IAutoReceivedMessage, IPossiblyHarmful
    {
        /// <summary>The only instance.</summary>
        public static readonly InternalGetActor Instance = new();

        private InternalGetActor()
        {
        }
    }

    /// <summary>A cell that hands its actor out and the failures of its handlers to the test.</summary>
    protected class TestActorCell : ActorCell
    {
        private TaskCompletionSource? _handler;

        /// <summary>Makes the cell.</summary>
        /// <param name="system">Its system.</param>
        /// <param name="self">Its ref.</param>
        /// <param name="props">How the actor is made.</param>
        /// <param name="dispatcher">Where it runs.</param>
        /// <param name="parent">Its parent.</param>
        public TestActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
            : base(system, self, props, dispatcher, parent)
        {
        }

        /// <summary>The actor's instance, or null where there is none.</summary>
        public new object? Actor => base.Actor;

        /// <summary>Processes one message and waits for the asynchronous handler it may have.</summary>
        /// <param name="envelope">The message.</param>
        public Task ReceiveMessageForTestAsync(Envelope envelope)
        {
            var handler = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _handler = handler;
            try
            {
                ReceiveMessageForTest(envelope);
                if (TaskScheduler.Running == 0)
                    End(handler, failure: null);
            }
            catch (Exception failure)
            {
                End(handler, failure);
            }
            return handler.Task;
        }

        /// <inheritdoc/>
        public override void SendSystemMessage(ISystemMessage systemMessage)
        {
            if (systemMessage is not ActorTaskCompleted completed || _handler is not { } handler)
            {
                base.SendSystemMessage(systemMessage);
                return;
            }
            // The handler was started by the test: its failure is the test's to see, not the supervisor's.
            base.SendSystemMessage(new ActorTaskCompleted(completed.Scheduler, exception: null, completed.Envelope));
            End(handler, completed.Exception);
        }

        /// <inheritdoc/>
        protected override void AutoReceiveMessage(Envelope envelope)
        {
            if (envelope.Message is InternalGetActor)
                envelope.Sender.Tell(Actor!, Self);
            else
                base.AutoReceiveMessage(envelope);
        }

        private void End(TaskCompletionSource handler, Exception? failure)
        {
            Interlocked.CompareExchange(ref _handler, null, handler);
            if (failure is null)
                handler.TrySetResult();
            else
                handler.TrySetException(failure);
        }
    }
}
