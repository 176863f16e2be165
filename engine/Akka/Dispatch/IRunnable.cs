namespace Akka.Dispatch;

/// <summary>Something to run.</summary>
public interface IRunnable : IThreadPoolWorkItem
{
    /// <summary>Runs it.</summary>
    void Run();

    void IThreadPoolWorkItem.Execute() => Run();
}

/// <summary>An action to run.</summary>
public sealed class ActionRunnable(Action action) : IRunnable
{
    /// <inheritdoc/>
    public void Run() => action();
}

/// <summary>An action to run with the state that it needs.</summary>
public sealed class ActionWithStateRunnable(Action<object> actionWithState, object state) : IRunnable
{
    /// <inheritdoc/>
    public void Run() => actionWithState(state);
}
