using System.Globalization;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>What there is does not equal what there should be.</summary>
public class AkkaEqualException : XunitException
{
    /// <summary>A failure with a text.</summary>
    /// <param name="format">The text.</param>
    /// <param name="args">What it names; without arguments it stands as it is.</param>
    public AkkaEqualException(string format = "", params object?[] args)
        : base(args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args))
    {
    }

    /// <summary>A failure that shows both.</summary>
    /// <param name="expected">What there should be.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="format">Why they should be equal, or null.</param>
    /// <param name="args">What the text names; without arguments it stands as it is.</param>
    public static AkkaEqualException ForMismatchedValues(object? expected, object? actual, string? format = null, params object?[] args)
    {
        var reason = string.IsNullOrEmpty(format) || args.Length == 0 ? format ?? "" : string.Format(CultureInfo.InvariantCulture, format, args);
        var values = $"Expected: {Shown(expected)}{Environment.NewLine}Actual:   {Shown(actual)}";
        return new AkkaEqualException(
            reason.Length == 0
                ? $"Assert.Equal() Failure: Values differ{Environment.NewLine}{values}"
                : $"Assert.Equal() Failure: Values differ: {reason}{Environment.NewLine}{values}",
            []);
    }

    /// <summary>Values whose texts are the same are told apart by their types.</summary>
    private static string Shown(object? value) => value switch
    {
        null => "(null)",
        string text => $"\"{text}\"",
        _ => $"{value} ({value.GetType()})",
    };
}
