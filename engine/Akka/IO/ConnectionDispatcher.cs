using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.IO;

/// <summary>
/// The dispatcher of connections: a mailbox woken on a thread of the transport runs there, at the end of what that
/// thread is doing; any other runs on the thread pool. Handlers may live on it too, as long as they never block:
/// while one does, those woken by the same thread wait.
/// </summary>
internal sealed class ConnectionDispatcher : MessageDispatcher
{
    public ConnectionDispatcher(MessageDispatcherConfigurator configurator) : base(configurator) { }

    /// <summary>Runs something on the thread pool, soon and if possible on this core.</summary>
    public static void RunOnThreadPool(IRunnable run)
    {
        if (run is IThreadPoolWorkItem item)
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static run => run.Run(), run, preferLocal: true);
    }

    protected override void ExecuteTask(IRunnable run)
    {
        if (!RunBatch.TryAdd(run))
            RunOnThreadPool(run);
    }
}

/// <summary>Makes the <see cref="ConnectionDispatcher"/> that a section of the configuration asks for.</summary>
internal sealed class ConnectionDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ConnectionDispatcher _dispatcher;

    public ConnectionDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : base(config, prerequisites) =>
        _dispatcher = new ConnectionDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
