namespace ActorEcho.Tests;

/// <summary>A deadline for what tests wait for, so that a test that waits in vain says for what.</summary>
internal static class Deadlines
{
    /// <summary>How long a test waits for what takes a moment on an idle machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the task's end.</summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="what">What that is, in plain words.</param>
    /// <param name="deadline">How long; <see cref="Deadline"/> when left out.</param>
    /// <exception cref="TimeoutException">It has not come in time.</exception>
    public static async Task InTimeAsync(this Task task, string what, TimeSpan? deadline = null)
    {
        var atMost = deadline ?? Deadline;
        try
        {
            await task.WaitAsync(atMost);
        }
        catch (TimeoutException late) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what} has not come within {atMost.TotalSeconds} s", late);
        }
    }

    /// <inheritdoc cref="InTimeAsync(Task, string, TimeSpan?)"/>
    public static async Task<T> InTimeAsync<T>(this Task<T> task, string what, TimeSpan? deadline = null)
    {
        await InTimeAsync((Task)task, what, deadline);
        return await task;
    }
}
