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

    /// <summary>Keeps the scheduler's thread busy, so that nothing comes due until the test is done with what it arranges.</summary>
    public IDisposable Hold() => new Held(Advanced);

    public void Dispose() => _scheduler.Dispose();

    private sealed class Held : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly ManualResetEventSlim _mayGoOn = new();

        public Held(IAdvancedScheduler scheduler)
        {
            using var isHeld = new ManualResetEventSlim();
            scheduler.ScheduleOnce(0, () =>
            {
                isHeld.Set();
                _mayGoOn.Wait(Patience);
            });
            Assert.True(isHeld.Wait(Patience), "The scheduler did not run anything.");
        }

        // Not disposed of: the scheduler's thread may still be leaving it.
        public void Dispose() => _mayGoOn.Set();
    }

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
