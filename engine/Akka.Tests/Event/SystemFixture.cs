using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>An actor system whose log events go to a test instead of the console.</summary>
internal sealed class SystemFixture : IAsyncDisposable
{
    private static int _number;

    public SystemFixture(string settings = "")
    {
        var quiet = "akka { loggers = [], stdout-loglevel = OFF }";
        System = ActorSystem.Create(
            $"event-{Interlocked.Increment(ref _number)}",
            ConfigurationFactory.ParseString(settings).WithFallback(ConfigurationFactory.ParseString(quiet)));
        System.EventStream.Subscribe(Log, typeof(LogEvent));
    }

    public ActorSystem System { get; }

    public RecordingRef Log { get; } = new("log");

    /// <summary>The next log event whose message satisfies <paramref name="wanted"/>.</summary>
    public async Task<LogEvent> Logged(Func<string, bool> wanted)
    {
        while (true)
        {
            if (await Log.Next() is LogEvent logEvent && wanted($"{logEvent.Message}"))
                return logEvent;
        }
    }

    public async ValueTask DisposeAsync() => await System.Terminate().WaitAsync(TimeSpan.FromSeconds(20));
}
