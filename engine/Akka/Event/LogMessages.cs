namespace Akka.Event;

/// <summary>A message that gives its arguments as an array when somebody asks for them.</summary>
internal abstract class FormattedLogMessage(ILogMessageFormatter formatter, string format) : LogMessage(formatter, format)
{
    public override string ToString() => Formatter.Format(Format, Arguments());

    public override string Unformatted() => $"{Format} [{string.Join(", ", Arguments())}]";

    public override IEnumerable<object?> Parameters() => Arguments();

    protected abstract object?[] Arguments();
}

/// <summary>A message whose arguments came as an array.</summary>
internal sealed class ArrayLogMessage(ILogMessageFormatter formatter, string format, object?[]? args) : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => args ?? [];
}

/// <summary>A message whose argument keeps its type, as those below: values are boxed only when the message is printed.</summary>
internal sealed class LogMessage<T1>(ILogMessageFormatter formatter, string format, T1 arg1)
    : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => [arg1];
}

internal sealed class LogMessage<T1, T2>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2)
    : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => [arg1, arg2];
}

internal sealed class LogMessage<T1, T2, T3>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2, T3 arg3)
    : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => [arg1, arg2, arg3];
}

internal sealed class LogMessage<T1, T2, T3, T4>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => [arg1, arg2, arg3, arg4];
}

internal sealed class LogMessage<T1, T2, T3, T4, T5>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
    : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => [arg1, arg2, arg3, arg4, arg5];
}

internal sealed class LogMessage<T1, T2, T3, T4, T5, T6>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
    : FormattedLogMessage(formatter, format)
{
    protected override object?[] Arguments() => [arg1, arg2, arg3, arg4, arg5, arg6];
}
