namespace Akka.Event;

/// <summary>Turns a format and its arguments into text. Must be safe for use from any thread.</summary>
public interface ILogMessageFormatter
{
    /// <summary>Formats <paramref name="args"/> as <paramref name="format"/> says.</summary>
    string Format(string format, params object?[] args);

    /// <summary>Formats <paramref name="args"/> as <paramref name="format"/> says.</summary>
    string Format(string format, IEnumerable<object?> args);
}
