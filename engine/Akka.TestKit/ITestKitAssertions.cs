namespace Akka.TestKit;

/// <summary>
/// How the test kit reports what did not hold; one implementation for each test framework. <c>format</c> and <c>args</c> are those
/// of <see cref="string.Format(string, object[])"/>; without arguments the text stands as it is.
/// </summary>
public interface ITestKitAssertions
{
    /// <summary>Fails the test.</summary>
    /// <param name="format">Why.</param>
    /// <param name="args">What the text names.</param>
    void Fail(string format = "", params object?[] args);

    /// <summary>Fails the test unless the condition holds.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="format">Why it must.</param>
    /// <param name="args">What the text names.</param>
    void AssertTrue(bool condition, string format = "", params object?[] args);

    /// <summary>Fails the test if the condition holds.</summary>
    /// <param name="condition">What must be false.</param>
    /// <param name="format">Why it must.</param>
    /// <param name="args">What the text names.</param>
    void AssertFalse(bool condition, string format = "", params object?[] args);

    /// <summary>Fails the test unless both are equal.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">What there should be.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="format">Why they must be equal.</param>
    /// <param name="args">What the text names.</param>
    void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args);

    /// <summary>Fails the test unless the comparer finds both equal.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">What there should be.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="comparer">True where both count as equal.</param>
    /// <param name="format">Why they must be equal.</param>
    /// <param name="args">What the text names.</param>
    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args);
}
