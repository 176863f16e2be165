namespace Akka.Event;

/// <summary>A format and its arguments, which become text only when somebody asks for it.</summary>
public abstract class LogMessage
{
    /// <summary>Turns the format and the arguments into text.</summary>
    protected readonly ILogMessageFormatter Formatter;

    /// <summary>Called by subclasses.</summary>
    /// <param name="formatter">Turns the format and the arguments into text.</param>
    /// <param name="format">The format, as <paramref name="formatter"/> understands it.</param>
    protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The format.</summary>
    public string Format { get; }

    /// <summary>The names of the places in <see cref="Format"/>, in order; numbers are names as well.</summary>
    public IReadOnlyList<string> PropertyNames => LogTemplate.Parse(Format).PropertyNames;

    /// <summary>The arguments by the names of their places.</summary>
    public IReadOnlyDictionary<string, object?> GetProperties() => LogTemplate.Parse(Format).Bind([.. Parameters()]);

    /// <summary>The format and its arguments, each as it is.</summary>
    public abstract string Unformatted();

    /// <summary>The arguments.</summary>
    public abstract IEnumerable<object?> Parameters();
}
