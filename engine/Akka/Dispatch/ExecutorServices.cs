using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Threads that a dispatcher runs mailboxes on.</summary>
internal abstract class ExecutorService
{
    public abstract void Execute(IRunnable run);

    public virtual void Shutdown()
    {
    }
}

/// <summary>The process-wide thread pool. A mailbox is a work item itself, so scheduling one allocates nothing.</summary>
internal sealed class ThreadPoolExecutor : ExecutorService
{
    // The local queue of the thread that sends: the receiver mostly runs next on the core that has the message in its cache,
    // and idle threads still steal it.
    public override void Execute(IRunnable run)
    {
        if (!HandOver.TryGive(run))
            ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: true);
    }
}

/// <summary>The context that was current when the dispatcher was made, such as a user interface's thread.</summary>
internal sealed class SynchronizationContextExecutor(TaskScheduler scheduler) : ExecutorService
{
    public override void Execute(IRunnable run) =>
        Task.Factory.StartNew(static r => ((IRunnable)r!).Run(), run, CancellationToken.None, TaskCreationOptions.None, scheduler);
}

/// <summary>Threads of the dispatcher's own, for actors that block or must not wait for others.</summary>
internal sealed class DedicatedThreadsExecutor : ExecutorService
{
    private readonly BlockingCollection<IRunnable> _work = [];
    private readonly EventStream _eventStream;

    public DedicatedThreadsExecutor(string name, int threadCount, bool background, EventStream eventStream)
    {
        _eventStream = eventStream;
        for (var i = 0; i < threadCount; i++)
        {
            new Thread(RunAll) { Name = threadCount == 1 ? name : $"{name}_{i + 1}", IsBackground = background }.UnsafeStart();
        }
    }

    public override void Execute(IRunnable run)
    {
        try
        {
            _work.Add(run);
        }
        catch (InvalidOperationException)
        {
            throw new RejectedExecutionException("The dispatcher has been shut down and takes no more work.");
        }
    }

    public override void Shutdown() => _work.CompleteAdding();

    private void RunAll()
    {
        foreach (var run in _work.GetConsumingEnumerable())
        {
            try
            {
                run.Run();
            }
            catch (Exception e)
            {
                _eventStream.Publish(new Error(e, nameof(DedicatedThreadsExecutor), GetType(), "A scheduled action failed."));
            }
        }
    }
}
