using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Actor.Scheduler;

/// <summary>A scheduler without an actor system, whose log a test can read.</summary>
internal sealed class SchedulerFixture : IDisposable
{
    private readonly HashedWheelTimerScheduler _scheduler;

    public SchedulerFixture(string settings = "")
    {
        Log = new CollectingLogger();
        _scheduler = new HashedWheelTimerScheduler(ConfigurationFactory.ParseString(settings).WithFallback(ConfigurationFactory.Default()), Log);
    }

    public CollectingLogger Log { get; }

    public IScheduler Scheduler => _scheduler;

    public IAdvancedScheduler Advanced => _scheduler;

    public ITimerHandle StartTimer(TimeSpan delay, Action<object?> callback, object? state) => Scheduler.StartTimer(delay, callback, state);

    public void Dispose() => _scheduler.Dispose();

    internal sealed class CollectingLogger() : LoggingAdapterBase(DefaultLogMessageFormatter.Instance)
    {
        public Recorder Lines { get; } = new();

        public override bool IsDebugEnabled => true;

        public override bool IsInfoEnabled => true;

        public override bool IsWarningEnabled => true;

        public override bool IsErrorEnabled => true;

        protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) =>
            Lines.Tell($"{logLevel} {message} {cause?.Message}", ActorRefs.Nobody);
    }
}
