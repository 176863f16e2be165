using Akka.TestKit.Internal;

namespace Akka.TestKit.Extensions;

/// <summary>Waiting for tasks, with an end to it.</summary>
public static class TaskExtensions
{
    /// <summary>Waits for a task; its own failure passes on.</summary>
    /// <param name="parentTask">The task.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it ended in time.</returns>
    public static async Task<bool> AwaitWithTimeout(this Task parentTask, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parentTask);
        if (!await Waiting.For(parentTask, timeout, WaitMode.Async, cancellationToken))
            return false;
        await parentTask;
        return true;
    }

    /// <summary>The task's result, if it comes in time.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="parentTask">The task.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public static async Task<T> WithTimeout<T>(this Task<T> parentTask, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await AwaitWithTimeout(parentTask, timeout, cancellationToken)
            ? await parentTask
            : throw new TimeoutException($"Task did not complete within {timeout}.");

    /// <summary>Asserts that the task ends well and in time.</summary>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="because">Why it should.</param>
    /// <param name="becauseArgs">What the text names.</param>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public static async Task ShouldCompleteWithin(this Task task, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        if (!await AwaitWithTimeout(task, timeout))
            throw new TimeoutException($"Expected the task to complete within {timeout}{Because(because, becauseArgs)}.");
    }

    /// <summary>Asserts that the task's result comes in time.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="because">Why it should.</param>
    /// <param name="becauseArgs">What the text names.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public static async Task<T> ShouldCompleteWithin<T>(this Task<T> task, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        await ShouldCompleteWithin((Task)task, timeout, because, becauseArgs);
        return await task;
    }

    /// <summary>Asserts that the task's result comes in time and is the one expected.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="expected">The result.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="because">Why it should.</param>
    /// <param name="becauseArgs">What the text names.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    /// <exception cref="InvalidOperationException">It is another.</exception>
    public static async Task ShouldCompleteWithin<T>(this Task<T> task, T expected, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        var actual = await ShouldCompleteWithin(task, timeout, because, becauseArgs);
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
            throw new InvalidOperationException($"Expected the task to complete with {expected}{Because(because, becauseArgs)}, but it did with {actual}.");
    }

    /// <summary>Asserts that the task fails in time, with an exception of some type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="because">Why it should.</param>
    /// <param name="becauseArgs">What the text names.</param>
    /// <returns>The exception.</returns>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    /// <exception cref="InvalidOperationException">It ended well or otherwise.</exception>
    public static async Task<T> ShouldThrowWithin<T>(this Task task, TimeSpan timeout, string because = "", params object[] becauseArgs)
        where T : Exception
    {
        try
        {
            await ShouldCompleteWithin(task, timeout, because, becauseArgs);
        }
        catch (T expected) when (task.IsCompleted)
        {
            return expected;
        }
        catch (Exception other) when (task.IsCompleted)
        {
            throw new InvalidOperationException($"Expected the task to fail with a {typeof(T)}{Because(because, becauseArgs)}, but it did with a {other.GetType()}.", other);
        }
        throw new InvalidOperationException($"Expected the task to fail with a {typeof(T)}{Because(because, becauseArgs)}, but it completed.");
    }

    /// <summary>Asserts that the task fails in time, with the type and text of the exception given.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="expected">The exception.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="because">Why it should.</param>
    /// <param name="becauseArgs">What the text names.</param>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    /// <exception cref="InvalidOperationException">It ended well or otherwise.</exception>
    public static async Task ShouldThrowWithin<T>(this Task task, T expected, TimeSpan timeout, string because = "", params object[] becauseArgs)
        where T : Exception
    {
        ArgumentNullException.ThrowIfNull(expected);
        var actual = await ShouldThrowWithin<T>(task, timeout, because, becauseArgs);
        if (actual.GetType() != expected.GetType() || actual.Message != expected.Message)
            throw new InvalidOperationException($"Expected the task to fail with {expected}{Because(because, becauseArgs)}, but it did with {actual}.", actual);
    }

    private static string Because(string because, object[] args)
    {
        if (string.IsNullOrEmpty(because))
            return "";
        var reason = args.Length == 0 ? because : string.Format(System.Globalization.CultureInfo.InvariantCulture, because, args);
        return reason.StartsWith("because", StringComparison.Ordinal) ? $" {reason}" : $" because {reason}";
    }
}
