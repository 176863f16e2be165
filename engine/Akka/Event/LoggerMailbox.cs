using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Event;

/// <summary>The mailbox of loggers: what a logger did not get to write before it ended goes to standard output.</summary>
internal sealed class LoggerMailboxType(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<LoggerMailbox>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new LoggerMailbox(system ?? throw new ArgumentNullException(nameof(system), "A logger's mailbox needs its actor system."));
}

/// <summary>A queue of log events that loses none when its logger ends.</summary>
internal sealed class LoggerMailbox(ActorSystem system) : UnboundedMessageQueue, ILoggerMessageQueueSemantics
{
    public override void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        var logger = system.Settings.StdoutLogger;
        var threshold = Logging.LogLevelFor(system.Settings.LogLevel);
        while (TryDequeue(out var envelope))
        {
            // Without a level the loggers were never meant to write anything.
            if (envelope.Message is LogEvent log && log.LogLevel() >= threshold)
                logger.Tell(log, owner);
        }
    }
}
