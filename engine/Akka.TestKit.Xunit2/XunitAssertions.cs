using System.Globalization;
using Akka.TestKit.Xunit2.Internals;
using Xunit;

namespace Akka.TestKit.Xunit2;

/// <summary>Reports failures to xUnit.</summary>
public class XunitAssertions : ITestKitAssertions
{
    /// <inheritdoc/>
    public void Fail(string format = "", params object?[] args) => Assert.Fail(Text(format, args));

    /// <inheritdoc/>
    public void AssertTrue(bool condition, string format = "", params object?[] args)
    {
        if (!condition)
            Assert.True(condition, Text(format, args));
    }

    /// <inheritdoc/>
    public void AssertFalse(bool condition, string format = "", params object?[] args)
    {
        if (condition)
            Assert.False(condition, Text(format, args));
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args)
    {
        if (!new AkkaAssertEqualityComparer<T>().Equals(expected, actual))
            throw AkkaEqualException.ForMismatchedValues(expected, actual, format, args);
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        if (!comparer(expected, actual))
            throw AkkaEqualException.ForMismatchedValues(expected, actual, format, args);
    }

    /// <summary>Asserts that an action throws, whatever it be.</summary>
    /// <param name="action">The action.</param>
    /// <returns>What it threw.</returns>
    public Exception AssertThrows(Action action) => Assert.ThrowsAny<Exception>(action);

    /// <summary>Asserts that an action throws an exception of exactly this type.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="action">The action.</param>
    /// <returns>The exception.</returns>
    public TException AssertThrows<TException>(Action action)
        where TException : Exception =>
        Assert.Throws<TException>(action);

    /// <inheritdoc cref="AssertThrows(Action)"/>
    public Task<Exception> AssertThrowsAsync(Func<Task> action) => Assert.ThrowsAnyAsync<Exception>(action);

    /// <inheritdoc cref="AssertThrows{TException}(Action)"/>
    public Task<TException> AssertThrowsAsync<TException>(Func<Task> action)
        where TException : Exception =>
        Assert.ThrowsAsync<TException>(action);

    private static string Text(string format, object?[] args) =>
        args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
}
